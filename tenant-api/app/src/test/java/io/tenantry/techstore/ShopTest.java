package io.tenantry.techstore;

import io.tenantry.testing.WithInfrastructure;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;

/**
 * The whole application over HTTP, with {@link Shops} to ask. Routes live for long, so that what
 * becomes visible does so by events. The control plane's own beans stay out. The platform is one on
 * which Spring Boot would believe forwarded headers.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "tenantry.routing.ttl=10m",
      // Tests that send much at once are not about this.
      "tenantry.traffic.concurrent-requests=0",
      "tenantry.connections.per-tenant=16",
      "spring.main.cloud-platform=kubernetes",
      ShopTest.WITHOUT_CONTROL_PLANE
    })
@WithInfrastructure
@Import(Shops.class)
public @interface ShopTest {

  String WITHOUT_CONTROL_PLANE =
      "spring.autoconfigure.exclude="
          + "io.tenantry.messaging.MessagingAutoConfiguration,"
          + "io.tenantry.registry.RegistryAutoConfiguration";
}
