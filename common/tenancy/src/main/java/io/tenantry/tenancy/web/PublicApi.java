package io.tenantry.tenancy.web;

import io.tenantry.tenancy.ConditionalOnTenancy;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A controller that answers on the base domain only, outside of all tenants. An application whose
 * tenancy is switched off does not have it.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ConditionalOnTenancy
public @interface PublicApi {}
