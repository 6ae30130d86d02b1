package io.tenantry.tenancy.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tenantry.tenancy.Tenant;
import io.tenantry.tenancy.TestTenants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.context.TestPropertySource;

/** An application that says which schema versions it can serve. */
@TestPropertySource(
    properties = {
      "tenantry.schema-versions.versioned.min=2",
      "tenantry.schema-versions.versioned.max=003.1"
    })
class ServedVersionsIntegrationTests extends AbstractEdgeTests {

  @ParameterizedTest
  @CsvSource({"002, 200", "2.5, 200", "3.1, 200", "001, 503", "3.2, 503", "10, 503", ", 503"})
  void servesTenantsWhoseSchemaIsOfAVersionThatItKnows(String version, int status) {
    Tenant tenant = versioned("v" + String.valueOf(version).replace('.', '_'), version);
    String answer = get(domain(tenant), "/items");
    assertThat(answer).startsWith("HTTP/1.1 " + status);
    if (status == 503) {
      assertProblem(answer, 503, "tenant-being-upgraded");
      assertThat(answer).containsIgnoringCase("retry-after: 2");
    }
  }

  @Test
  void servesATypeThatItSaysNothingAboutAtAnyVersion() {
    assertThat(get("tienda-1.localhost", "/items")).startsWith("HTTP/1.1 200");
  }

  @Test
  void servesATenantFromItsMigrationOnAndTheOthersAllTheWhile() {
    Tenant tenant = versioned("migrated", "001");
    assertProblem(get(domain(tenant), "/items"), 503, "tenant-being-upgraded");
    assertThat(get("tienda-2.localhost", "/items")).startsWith("HTTP/1.1 200");

    setVersion(tenant, "002", 2);
    publish("tenant.migrated", "{\"tenantId\":\"%s\",\"sequence\":2}", tenant.id());

    await().until(() -> get(domain(tenant), "/items").startsWith("HTTP/1.1 200"));
  }

  @Test
  void saysFirstWhatTheStatusIs() {
    Tenant tenant = versioned("suspended", "001");
    change(tenant.id(), "SUSPENDED", 2);
    publish("tenant.suspended", "{\"tenantId\":\"%s\",\"sequence\":2}", tenant.id());
    await().until(() -> get(domain(tenant), "/items").startsWith("HTTP/1.1 403"));
  }

  private Tenant versioned(String name, String version) {
    Tenant tenant = TestTenants.create(database, name);
    register(tenant, name.replace('_', '-') + ".localhost", "ACTIVE");
    database
        .admin()
        .sql("update control.tenant set type = 'versioned' where id = :id")
        .param("id", tenant.id())
        .update();
    setVersion(tenant, version, 1);
    return tenant;
  }

  private void setVersion(Tenant tenant, String version, long sequence) {
    database
        .admin()
        .sql(
            """
            update control.tenant set schema_version = :version, sequence = :sequence where id = :id
            """)
        .param("version", version)
        .param("sequence", sequence)
        .param("id", tenant.id())
        .update();
  }

  private String domain(Tenant tenant) {
    return tenant.role().substring(database.schemaPrefix().length()).replace('_', '-')
        + ".localhost";
  }
}
