package io.tenantry.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.test.context.ContextConfiguration;

/**
 * Gives a {@code @SpringBootTest} a database with the control schema and the three logins, a
 * broker, and random prefixes, by the same settings that a deployment uses. The {@link
 * TestDatabase} and the {@link Broker} are beans. Test classes with equal contexts share them, as
 * Spring does.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ContextConfiguration(initializers = InfrastructureInitializer.class)
public @interface WithInfrastructure {}
