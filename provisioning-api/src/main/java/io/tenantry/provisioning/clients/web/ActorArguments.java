package io.tenantry.provisioning.clients.web;

import io.tenantry.provisioning.clients.ApiClient;
import io.tenantry.registry.Actor;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Gives a controller's {@link Actor} parameter the API client or the operator who calls, and from
 * where.
 */
@Configuration(proxyBeanMethods = false)
class ActorArguments implements WebMvcConfigurer, HandlerMethodArgumentResolver {

  /** No API client's name has a colon. */
  private static final String OPERATOR = "operator:";

  static {
    SpringDocUtils.getConfig().addRequestWrapperToIgnore(Actor.class);
  }

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(this);
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == Actor.class;
  }

  @Override
  public Actor resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest request,
      @Nullable WebDataBinderFactory binders) {
    if (request.getUserPrincipal() instanceof Authentication known
        && request.getNativeRequest() instanceof HttpServletRequest http) {
      String name =
          known.getPrincipal() instanceof ApiClient client
              ? client.name()
              : OPERATOR + known.getName();
      return new Actor(name, http.getRemoteAddr());
    }
    throw new IllegalStateException("an address that everybody may use has no actor");
  }
}
