package io.tenantry.testing.tenants;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives each test an active tenant of its own, with the schema that its type's scripts make, which
 * no other test sees and which is out of the registry afterwards. Parameters of type {@link
 * TestTenant}, {@link TenantClient} and {@link io.tenantry.testing.TestDatabase} are its; a second
 * tenant or client in the same list of parameters is another tenant's. In a Spring Boot test with
 * {@link io.tenantry.testing.WithInfrastructure} the tenants are that application's.
 */
@Documented
@Inherited
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(TenantExtension.class)
public @interface TenantTest {

  /** Which scripts make its schema. */
  String type() default "default";

  /** Whether all tests of the class share one tenant. */
  boolean perClass() default false;
}
