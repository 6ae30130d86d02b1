package io.tenantry.worker.spares;

import io.tenantry.registry.SchemaVersion;
import io.tenantry.registry.SqlIdentifier;
import io.tenantry.registry.Tenant;
import io.tenantry.registry.TenantId;
import io.tenantry.registry.TenantRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
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

  /**
   * What a claim begins with, in one statement since each costs a sign-up a round trip: locks the
   * tenant's row, takes a spare of its type out of the table, and notes the message in the inbox
   * and the attempt. A spare that another transaction is taking is passed over.
   *
   * @param fingerprints of the scripts that this worker has, by type
   */
  Claim claim(
      TenantId tenant,
      Map<String, String> fingerprints,
      UUID message,
      String consumer,
      String worker) {
    return jdbc.sql(
            """
            WITH pending AS (
              SELECT * FROM control.tenant
              WHERE id = :tenant AND status = 'PENDING' AND clone_of IS NULL
              FOR UPDATE),
            taken AS (
              DELETE FROM control.spare WHERE role_name = (
                SELECT s.role_name
                FROM pending p
                JOIN unnest(:types::text[], :fingerprints::text[]) own (type, fingerprint)
                  ON own.type = p.type
                JOIN control.spare s ON s.type = own.type AND s.fingerprint = own.fingerprint
                WHERE s.built_at IS NOT NULL AND s.retired_at IS NULL
                ORDER BY s.built_at
                LIMIT 1
                FOR UPDATE OF s SKIP LOCKED)
              RETURNING role_name, version, fingerprint),
            accepted AS (
              INSERT INTO control.inbox (consumer, message_id) SELECT :consumer, :message FROM taken
              ON CONFLICT DO NOTHING
              RETURNING message_id),
            attempt AS (
              INSERT INTO control.attempt (tenant_id, number, worker, started_at, ended_at, outcome)
              SELECT p.id,
                     1 + coalesce((SELECT max(number) FROM control.attempt WHERE tenant_id = p.id), 0),
                     :worker, now(), clock_timestamp(), 'succeeded'
              FROM pending p, taken)
            """
                + "SELECT "
                + TenantRow.COLUMNS
                + """
                , s.role_name AS spare, s.version, s.fingerprint,
                  EXISTS (SELECT FROM accepted) AS accepted
                FROM pending t LEFT JOIN taken s ON true
                """
                + TenantRow.DOMAIN)
        .param("tenant", tenant.value())
        .param("types", fingerprints.keySet().toArray(String[]::new))
        .param("fingerprints", fingerprints.values().toArray(String[]::new))
        .param("message", message)
        .param("consumer", consumer)
        .param("worker", worker)
        .query(Spares::outcome)
        .optional()
        .orElseGet(Claim.NotWanted::new);
  }

  private static Claim outcome(ResultSet row, int number) throws SQLException {
    Tenant tenant = TenantRow.map(row, number);
    String spare = row.getString("spare");
    if (spare == null) {
      return new Claim.OutOfStock(tenant.type());
    }
    return row.getBoolean("accepted")
        ? new Claim.Given(
            tenant,
            new SqlIdentifier(spare),
            new SchemaVersion(row.getString("version"), row.getString("fingerprint")))
        : new Claim.NotWanted();
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

  /** Whether somebody has signed up in the last while. */
  boolean anySignUpIn(Duration window) {
    return jdbc.sql(
            """
            SELECT EXISTS (SELECT FROM control.tenant
                           WHERE created_at > now() - :window * interval '1 millisecond')
            """)
        .param("window", window.toMillis())
        .query(Boolean.class)
        .single();
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
}
