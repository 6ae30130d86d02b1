package io.tenantry.tenancy.propagation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The method of a bean works for the tenant that it is given: its one parameter of type {@link
 * io.tenantry.tenancy.Tenant}. Its transaction, if it has one, begins inside.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface InTenant {}
