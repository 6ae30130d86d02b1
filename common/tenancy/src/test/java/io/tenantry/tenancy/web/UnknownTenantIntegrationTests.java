package io.tenantry.tenancy.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** An application with a way of its own to name tenants, and to answer for those that aren't. */
@Import(UnknownTenantIntegrationTests.Own.class)
class UnknownTenantIntegrationTests extends AbstractEdgeTests {

  @Test
  void answersAsTheApplicationWishes() {
    assertThat(get("nobody.localhost", "/items"))
        .startsWith("HTTP/1.1 302")
        .contains("https://example.org/sign-up");
  }

  @Test
  void asksTheApplicationsResolverFirst() {
    assertThat(get("nobody.localhost", "/items?shop=" + one.schemaName())).contains(one.role());
    assertThat(get("tienda-2.localhost", "/items")).contains(two.role());
  }

  @TestConfiguration(proxyBeanMethods = false)
  static class Own {

    @Bean
    UnknownTenantHandler signUpPage() {
      return (_, response) -> {
        response.setStatus(HttpServletResponse.SC_FOUND);
        response.setHeader("Location", "https://example.org/sign-up");
      };
    }

    @Bean
    TenantResolver byParameter() {
      return request ->
          Optional.ofNullable(request.getParameter("shop"))
              .map(name -> new Destination.OfTenant(name, ""));
    }
  }
}
