package io.tenantry.worker.types;

import io.tenantry.migrations.MigrationScript;
import io.tenantry.migrations.ScriptSet;
import io.tenantry.migrations.TenantScripts;
import io.tenantry.registry.SchemaVersion;
import io.tenantry.worker.WorkerProperties;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flywaydb.core.api.MigrationVersion;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes down which scripts each type has, before any work begins. A worker of an older release
 * that starts later changes nothing, and leaves to the newer ones what needs their scripts.
 */
@Component
public class TypeRegistration {

  private static final Logger log = LoggerFactory.getLogger(TypeRegistration.class);
  private static final JsonMapper JSON = JsonMapper.shared();

  private final JdbcClient jdbc;
  private final TenantScripts scripts;
  private final WorkerProperties worker;

  public TypeRegistration(JdbcClient jdbc, TenantScripts scripts, WorkerProperties worker) {
    this.jdbc = jdbc;
    this.scripts = scripts;
    this.worker = worker;
  }

  /** Writes them down; nothing changes where that has been done. */
  @Transactional
  public void register() {
    worker.types().forEach(type -> register(scripts.of(type)));
  }

  /** Whether the scripts of this worker are the ones that tenants of the type should have. */
  public boolean isCurrent(String type) {
    return find(type).map(scripts.of(type).version()::equals).orElse(false);
  }

  private void register(ScriptSet set) {
    // A row to lock, so that workers that start together look one after the other.
    jdbc.sql(
            """
            INSERT INTO control.tenant_type (name, version, fingerprint, scripts)
            VALUES (:name, '0', '', '[]') ON CONFLICT (name) DO NOTHING
            """)
        .param("name", set.type())
        .update();
    SchemaVersion own = set.version();
    SchemaVersion known = lock(set.type());
    if (known.equals(own)) {
      return;
    }
    if (MigrationVersion.fromVersion(own.version())
            .compareTo(MigrationVersion.fromVersion(known.version()))
        < 0) {
      log.warn(
          "Tenants of type {} are to have version {}, of which this worker knows {} only",
          set.type(),
          known.version(),
          own.version());
      return;
    }
    jdbc.sql(
            """
            UPDATE control.tenant_type
            SET version = :version, fingerprint = :fingerprint, scripts = :scripts::jsonb,
                updated_at = now()
            WHERE name = :name
            """)
        .param("name", set.type())
        .param("version", own.version())
        .param("fingerprint", own.fingerprint())
        .param("scripts", JSON.writeValueAsString(describe(set.migrations())))
        .update();
    // A table of a few rows that nobody has counted is taken for a large one.
    jdbc.sql("ANALYZE control.tenant_type").update();
    log.info("Tenants of type {} are to have version {}", set.type(), own.version());
  }

  private static List<Map<String, @Nullable Object>> describe(List<MigrationScript> migrations) {
    List<Map<String, @Nullable Object>> described = new ArrayList<>();
    for (MigrationScript script : migrations) {
      Map<String, @Nullable Object> one = new LinkedHashMap<>();
      one.put("version", script.version());
      one.put("description", script.description());
      one.put("name", script.name());
      one.put("checksum", script.checksum());
      described.add(one);
    }
    return described;
  }

  private SchemaVersion lock(String type) {
    return jdbc.sql(
            "SELECT version, fingerprint FROM control.tenant_type WHERE name = :name FOR UPDATE")
        .param("name", type)
        .query(SchemaVersion.class)
        .single();
  }

  private Optional<SchemaVersion> find(String type) {
    return jdbc.sql("SELECT version, fingerprint FROM control.tenant_type WHERE name = :name")
        .param("name", type)
        .query(SchemaVersion.class)
        .optional();
  }
}
