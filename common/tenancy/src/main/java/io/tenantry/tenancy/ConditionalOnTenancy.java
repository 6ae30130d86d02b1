package io.tenantry.tenancy;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Conditional;

/** Beans that only an application with tenants has; {@code tenantry.enabled} decides. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@Conditional(OnTenancyCondition.class)
public @interface ConditionalOnTenancy {

  /** False for beans that only an application without tenants has. */
  boolean value() default true;
}
