package io.tenantry.provisioning.migrations;

import io.tenantry.provisioning.AbstractApiTests;
import io.tenantry.provisioning.Api.Answer;
import io.tenantry.registry.TenantStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import tools.jackson.databind.JsonNode;

/** Tenants that are behind, as a worker with new scripts makes them; the test plays the workers. */
abstract class AbstractRunTests extends AbstractApiTests {

  static final String RUNS = "/api/v1/migration-runs";
  static final String TYPES = "/api/v1/tenant-types";

  /** A type of this test's own: who is left over by another test is nobody's business here. */
  final String type = unique("kind");

  @BeforeEach
  void aTypeWithTwoScripts() {
    scripts("002", "f002");
  }

  @AfterEach
  void nobodyIsBehind() {
    update("UPDATE control.tenant_type SET fingerprint = '' WHERE name = '" + type + "'");
  }

  void scripts(String version, String fingerprint) {
    database
        .admin()
        .sql(
            """
            INSERT INTO control.tenant_type (name, version, fingerprint, scripts, updated_at)
            VALUES (:name, :version, :fingerprint, :scripts::jsonb, now())
            ON CONFLICT (name) DO UPDATE
            SET version = excluded.version, fingerprint = excluded.fingerprint, scripts = excluded.scripts
            """)
        .param("name", type)
        .param("version", version)
        .param("fingerprint", fingerprint)
        .param(
            "scripts",
            """
            [{"version": "001", "description": "first", "name": "V001__first.sql", "checksum": 1},
             {"version": "%s", "description": "newest", "name": "V%s__newest.sql", "checksum": 2}]
            """
                .formatted(version, version))
        .update();
  }

  /** Tenants of the type at version 001. */
  List<UUID> behind(int count) {
    List<UUID> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      UUID id = tenant(TenantStatus.ACTIVE);
      update("UPDATE control.tenant SET type = '" + type + "' WHERE id = '" + id + "'");
      ids.add(id);
    }
    return ids;
  }

  Answer start(String members) {
    return post(RUNS, "{\"type\": \"" + type + "\"" + members + "}");
  }

  UUID started(String members) {
    Answer answer = start(members);
    if (answer.status() != 201) {
      throw new IllegalStateException(answer.body());
    }
    return answer.id();
  }

  Answer control(UUID run, String what) {
    return post(RUNS + "/" + run + "/" + what, null);
  }

  Answer post(String path, @Nullable String body) {
    return api().send("POST", path, body);
  }

  JsonNode show(UUID run) {
    return api().get(RUNS + "/" + run).json();
  }

  /** What a worker writes about a tenant. */
  void became(UUID run, UUID tenant, String state, @Nullable String error) {
    database
        .admin()
        .sql(
            """
            UPDATE control.migration_run_tenant
            SET state = :state, error = :error, attempts = 1, duration_ms = 12
            WHERE run_id = :run AND tenant_id = :tenant
            """)
        .param("state", state)
        .param("error", error)
        .param("run", run)
        .param("tenant", tenant)
        .update();
  }

  void update(String sql) {
    database.admin().sql(sql).update();
  }

  static List<String> texts(JsonNode items, String member) {
    List<String> texts = new ArrayList<>();
    items.forEach(item -> texts.add(item.path(member).asString()));
    return texts;
  }
}
