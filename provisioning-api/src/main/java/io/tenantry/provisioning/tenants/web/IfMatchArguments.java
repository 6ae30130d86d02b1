package io.tenantry.provisioning.tenants.web;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.tenantry.registry.ExpectedVersion;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Gives a controller's {@link ExpectedVersion} parameter what the request's If-Match says. */
@Configuration(proxyBeanMethods = false)
class IfMatchArguments
    implements WebMvcConfigurer, HandlerMethodArgumentResolver, OperationCustomizer {

  static {
    SpringDocUtils.getConfig().addRequestWrapperToIgnore(ExpectedVersion.class);
  }

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(this);
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == ExpectedVersion.class;
  }

  @Override
  public ExpectedVersion resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest request,
      @Nullable WebDataBinderFactory binders) {
    String[] headers = request.getHeaderValues(HttpHeaders.IF_MATCH);
    return headers == null ? ExpectedVersion.ANY : IfMatch.parse(String.join(",", headers));
  }

  /** Describes the header wherever a method takes it. */
  @Override
  public Operation customize(Operation operation, HandlerMethod method) {
    if (Arrays.stream(method.getMethodParameters()).anyMatch(this::supportsParameter)) {
      operation.addParametersItem(
          new HeaderParameter()
              .name(HttpHeaders.IF_MATCH)
              .description("The ETag of the tenant as it was seen: if it has changed since, 412")
              .example("\"3\"")
              .schema(new StringSchema()));
    }
    return operation;
  }
}
