package io.tenantry.worker.spares;

import io.tenantry.registry.SchemaVersion;
import io.tenantry.registry.SqlIdentifier;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of spares. */
@Repository
class Spares {

  private final JdbcClient jdbc;

  Spares(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Takes one out of the table; what another transaction is taking is passed over. */
  Optional<Spare> take(String type, String fingerprint) {
    return jdbc.sql(
            """
            DELETE FROM control.spare WHERE role_name = (
              SELECT role_name FROM control.spare
              WHERE type = :type AND fingerprint = :fingerprint
                AND built_at IS NOT NULL AND retired_at IS NULL
              ORDER BY built_at
              LIMIT 1
              FOR UPDATE SKIP LOCKED)
            RETURNING role_name, version, fingerprint
            """)
        .param("type", type)
        .param("fingerprint", fingerprint)
        .query(Taken.class)
        .optional()
        .map(Taken::spare);
  }

  /** Notes roles that were made in this transaction. */
  void addRoles(List<SqlIdentifier> roles) {
    jdbc.sql("INSERT INTO control.spare (role_name) SELECT unnest(:roles::text[])")
        .param("roles", roles.stream().map(SqlIdentifier::value).toArray(String[]::new))
        .update();
  }

  /** A role that waits for its schema, locked by this transaction. */
  Optional<SqlIdentifier> lockRole() {
    return jdbc.sql(
            """
            SELECT role_name FROM control.spare
            WHERE built_at IS NULL AND retired_at IS NULL
            ORDER BY created_at
            LIMIT 1
            FOR UPDATE SKIP LOCKED
            """)
        .query(String.class)
        .optional()
        .map(SqlIdentifier::new);
  }

  /** Notes that the role's schema is complete. */
  void built(SqlIdentifier role, String type, SchemaVersion version) {
    jdbc.sql(
            """
            UPDATE control.spare
            SET type = :type, version = :version, fingerprint = :fingerprint, built_at = now()
            WHERE role_name = :role
            """)
        .param("role", role.value())
        .param("type", type)
        .param("version", version.version())
        .param("fingerprint", version.fingerprint())
        .update();
  }

  /** Spares that can be claimed, by type. */
  Map<String, Long> ready() {
    return counts(
        """
        SELECT type, count(*) AS n FROM control.spare
        WHERE built_at IS NOT NULL AND retired_at IS NULL GROUP BY type
        """);
  }

  /** Sign-ups in the last while, by type; clones are copies, not built from scripts. */
  Map<String, Long> demand(Duration window) {
    return jdbc
        .sql(
            """
            SELECT type, count(*) AS n FROM control.tenant
            WHERE created_at > now() - :window * interval '1 millisecond' AND clone_of IS NULL
            GROUP BY type
            """)
        .param("window", window.toMillis())
        .query()
        .listOfRows()
        .stream()
        .collect(Collectors.toMap(row -> (String) row.get("type"), row -> (Long) row.get("n")));
  }

  /** Whether somebody who signed up just now waits for a schema. */
  boolean someoneWaits() {
    return jdbc.sql(
            """
            SELECT EXISTS (
              SELECT FROM control.tenant
              WHERE status = 'PENDING' AND attempts <= 1
                AND created_at > now() - interval '30 seconds')
            """)
        .query(Boolean.class)
        .single();
  }

  /** Nobody claims any more those of the type that other scripts made; says how many there are. */
  int retireAllBut(String type, String fingerprint) {
    return jdbc.sql(
            """
            UPDATE control.spare SET retired_at = now()
            WHERE type = :type AND fingerprint <> :fingerprint AND retired_at IS NULL
            """)
        .param("type", type)
        .param("fingerprint", fingerprint)
        .update();
  }

  /** One that nobody may claim any more. */
  Optional<SqlIdentifier> anyRetired() {
    return jdbc.sql(
            """
            SELECT role_name FROM control.spare WHERE retired_at IS NOT NULL
            ORDER BY retired_at LIMIT 1
            """)
        .query(String.class)
        .optional()
        .map(SqlIdentifier::new);
  }

  void remove(SqlIdentifier role) {
    jdbc.sql("DELETE FROM control.spare WHERE role_name = :role")
        .param("role", role.value())
        .update();
  }

  /** Forgets rows whose role or schema somebody has taken away; says how many. */
  int forgetWhatIsGone() {
    return jdbc.sql(
            """
            DELETE FROM control.spare s
            WHERE retired_at IS NULL
              AND (NOT EXISTS (SELECT FROM pg_roles r WHERE r.rolname = s.role_name)
                   OR built_at IS NOT NULL
                      AND NOT EXISTS (SELECT FROM pg_namespace n WHERE n.nspname = s.role_name))
            """)
        .update();
  }

  private Map<String, Long> counts(String sql) {
    return jdbc.sql(sql).query().listOfRows().stream()
        .collect(Collectors.toMap(row -> (String) row.get("type"), row -> (Long) row.get("n")));
  }

  record Taken(String roleName, String version, String fingerprint) {

    Spare spare() {
      return new Spare(new SqlIdentifier(roleName), new SchemaVersion(version, fingerprint));
    }
  }
}
