package io.tenantry.tenancy.propagation;

import io.tenantry.tenancy.CurrentTenant;
import io.tenantry.tenancy.Tenant;
import io.tenantry.tenancy.TenantScope;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.StaticMethodMatcherPointcutAdvisor;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotatedElementUtils;

/** Enters the scope that a method's annotation names, before its transaction begins. */
final class ScopeAdvisor extends StaticMethodMatcherPointcutAdvisor {

  private static final int BEFORE_TRANSACTIONS = Ordered.HIGHEST_PRECEDENCE + 100;

  ScopeAdvisor() {
    setAdvice((MethodInterceptor) ScopeAdvisor::within);
    setOrder(BEFORE_TRANSACTIONS);
  }

  @Override
  public boolean matches(Method method, Class<?> target) {
    if (!AnnotatedElementUtils.hasAnnotation(method, InTenant.class)) {
      return AnnotatedElementUtils.hasAnnotation(method, InPublic.class);
    }
    if (Arrays.stream(method.getParameterTypes()).filter(Tenant.class::equals).count() != 1) {
      throw new IllegalStateException(
          "A method that is @InTenant needs one parameter of type Tenant: " + method);
    }
    return true;
  }

  private static @Nullable Object within(MethodInvocation call) throws Throwable {
    return CurrentTenant.<@Nullable Object, Throwable>call(scopeOf(call), call::proceed);
  }

  private static TenantScope scopeOf(MethodInvocation call) {
    List<Tenant> given =
        Arrays.stream(call.getArguments())
            .filter(Tenant.class::isInstance)
            .map(Tenant.class::cast)
            .toList();
    if (AnnotatedElementUtils.hasAnnotation(call.getMethod(), InPublic.class)) {
      return new TenantScope.InPublic();
    }
    if (given.isEmpty()) {
      throw new IllegalArgumentException("No tenant is given to " + call.getMethod());
    }
    return new TenantScope.InTenant(given.getFirst());
  }
}
