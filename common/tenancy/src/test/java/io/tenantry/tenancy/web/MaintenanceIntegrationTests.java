package io.tenantry.tenancy.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.tenancy.Tenant;
import io.tenantry.tenancy.TestTenants;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class MaintenanceIntegrationTests extends AbstractEdgeTests {

  private static final String TOKEN = "0123456789012345678901234567890123456789abc";
  private static final String OTHER = "x123456789012345678901234567890123456789abc";

  @Test
  void refusesAllButWhoHasTheLink() throws Exception {
    Tenant tenant = TestTenants.create(database, "closed");
    register(tenant, "closed.localhost", "ACTIVE");
    close(tenant);

    String refused = get("closed.localhost", "/items");
    assertProblem(refused, 503, "maintenance");
    assertThat(refused).containsIgnoringCase("retry-after: 60");
    assertProblem(get("closed.localhost", "/items?tenantry-bypass=" + OTHER), 503, "maintenance");
    assertProblem(withCookie("closed.localhost", OTHER), 503, "maintenance");
    assertThat(get("tienda-1.localhost", "/items")).startsWith("HTTP/1.1 200");

    String link = get("closed.localhost", "/items?tenantry-bypass=" + TOKEN);
    assertThat(link)
        .startsWith("HTTP/1.1 303")
        .containsIgnoringCase("location: /items\r\n")
        .containsIgnoringCase("set-cookie: tenantry-bypass=" + TOKEN)
        .contains("HttpOnly");
    assertThat(withCookie("closed.localhost", TOKEN)).startsWith("HTTP/1.1 200");
  }

  @Test
  void aLinkNeverLeadsToAnotherHost() {
    assertThat(get("tienda-1.localhost", "//evil.example/x?tenantry-bypass=" + TOKEN))
        .doesNotContainIgnoringCase("location: //");
  }

  private String withCookie(String host, String token) {
    return send(
        "GET /items HTTP/1.1\r\nHost: %s\r\nCookie: tenantry-bypass=%s\r\nConnection: close\r\n\r\n"
            .formatted(host, token));
  }

  private void close(Tenant tenant) throws Exception {
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(TOKEN.getBytes(StandardCharsets.UTF_8));
    database
        .admin()
        .sql(
            """
            update control.tenant set maintenance_since = now(), maintenance_bypass = :hash
            where id = :id
            """)
        .param("hash", HexFormat.of().formatHex(hash))
        .param("id", tenant.id())
        .update();
  }
}
