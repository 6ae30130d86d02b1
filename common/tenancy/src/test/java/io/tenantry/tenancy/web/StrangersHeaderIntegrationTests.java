package io.tenantry.tenancy.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** The header is asked for, but nobody is trusted; hosts of nobody show the public site. */
@TestPropertySource(
    properties = {"tenantry.resolvers.order=header,host", "tenantry.resolvers.unknown=public-site"})
class StrangersHeaderIntegrationTests extends AbstractEdgeTests {

  @Test
  void ignoresTheHeaderOfStrangers() {
    String answer =
        send(
            "GET /items HTTP/1.1\r\nHost: tienda-2.localhost\r\nX-Tenant: %s\r\n"
                    .formatted(one.schemaName())
                + "Connection: close\r\n\r\n");

    assertThat(answer).contains(two.role()).doesNotContain(one.role());
  }

  @Test
  void showsThePublicSiteToWhoeverAsksForNobody() {
    assertThat(get("nobody.localhost", "/about")).contains("about");
    assertThat(get("127.0.0.1", "/about")).contains("about");
    assertProblem(get("nobody.localhost", "/items"), 404, "not-found");
  }
}
