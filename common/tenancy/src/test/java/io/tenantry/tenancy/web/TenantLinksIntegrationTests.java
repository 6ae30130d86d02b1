package io.tenantry.tenancy.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TenantLinksIntegrationTests extends AbstractEdgeTests {

  private static final String LINK = "https://tienda-1.localhost:8443/invitations?code=1";

  @Test
  void leadsToThePrimaryDomainWhicheverDomainWasAskedFor() {
    String second = "d" + UUID.randomUUID() + ".example";
    database
        .admin()
        .sql(
            """
            insert into control.domain (tenant_id, name, status, created_at, verified_at)
            values (:id, :name, 'VERIFIED', now(), now())
            """)
        .param("id", one.id())
        .param("name", second)
        .update();

    assertThat(get(second, "/link")).endsWith(LINK);
    assertThat(get("tienda-1.localhost:9999", "/link")).endsWith(LINK);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"X-Forwarded-Host: evil.example", "Forwarded: host=evil.example;proto=ftp"})
  void followsNoHeader(String header) {
    String answer =
        send(
            "GET /link HTTP/1.1\r\nHost: tienda-1.localhost\r\n"
                + header
                + "\r\nConnection: close\r\n\r\n");

    assertThat(answer).endsWith(LINK);
  }
}
