package io.tenantry.tenancy.web;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Keeps the controllers of the two sides apart, though their paths may be the same. */
final class SidedHandlerMapping extends RequestMappingHandlerMapping {

  private final List<String> applicationPackages;

  /**
   * @param applicationPackages controllers from elsewhere, such as a library's API description, are
   *     on both sides unless they say otherwise
   */
  SidedHandlerMapping(List<String> applicationPackages) {
    this.applicationPackages = applicationPackages;
  }

  @Override
  protected @Nullable RequestMappingInfo getMappingForMethod(Method method, Class<?> handler) {
    RequestMappingInfo mapping = super.getMappingForMethod(method, handler);
    return mapping == null ? null : mapping.mutate().customCondition(sideOf(handler)).build();
  }

  private Side sideOf(Class<?> handler) {
    if (AnnotatedElementUtils.hasAnnotation(handler, PublicApi.class)) {
      return Side.PUBLIC;
    }
    TenantApi tenantApi = AnnotatedElementUtils.findMergedAnnotation(handler, TenantApi.class);
    if (tenantApi != null) {
      return Side.tenants(Set.of(tenantApi.types()));
    }
    String name = handler.getName();
    return applicationPackages.stream().anyMatch(root -> name.startsWith(root + "."))
        ? Side.tenants(Set.of())
        : Side.BOTH;
  }
}
