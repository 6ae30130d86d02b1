package io.tenantry.registry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How a tenant is read from the database. */
public final class TenantRow {

  /** What {@link #map} reads, of a tenant {@code t} and its primary domain {@code d}. */
  public static final String COLUMNS =
      """
      t.id, t.name, t.schema_name, t.role_name, t.status, t.status_reason, t.type, t.plan,
      d.name AS primary_domain, t.sequence, t.schema_version, t.contact_name, t.contact_email,
      t.created_at, t.activated_at, t.trial_days, t.trial_ends_at, t.drop_after, t.renaming_to,
      t.clone_of, t.maintenance_since
      """;

  /** Joins the primary domain, if the tenant has one. */
  public static final String DOMAIN =
      "LEFT JOIN control.domain d ON d.tenant_id = t.id AND d.is_primary\n";

  /** Goes before any WHERE. */
  static final String SELECT = select("control.tenant");

  /** The same after an UPDATE that names {@code control.tenant}, in one statement with it. */
  static String changedBy(String update) {
    return "WITH changed AS (" + update + " RETURNING *)\n" + select("changed");
  }

  private static String select(String table) {
    return "SELECT " + COLUMNS + "FROM " + table + " t\n" + DOMAIN;
  }

  private TenantRow() {}

  /** The tenant in the current row. */
  public static Tenant map(ResultSet row, int number) throws SQLException {
    String domain = row.getString("primary_domain");
    return new Tenant(
        new TenantId(row.getObject("id", UUID.class)),
        row.getString("name"),
        new SchemaName(row.getString("schema_name")),
        new SqlIdentifier(row.getString("role_name")),
        TenantStatus.valueOf(row.getString("status")),
        row.getString("status_reason"),
        row.getString("type"),
        row.getString("plan"),
        domain == null ? "" : domain,
        row.getLong("sequence"),
        row.getString("schema_version"),
        contact(row),
        instant(row, "created_at"),
        nullableInstant(row, "activated_at"),
        row.getObject("trial_days", Integer.class),
        nullableInstant(row, "trial_ends_at"),
        nullableInstant(row, "drop_after"),
        renamingTo(row),
        cloneOf(row),
        nullableInstant(row, "maintenance_since"));
  }

  private static @Nullable SchemaName renamingTo(ResultSet row) throws SQLException {
    String name = row.getString("renaming_to");
    return name == null ? null : new SchemaName(name);
  }

  private static @Nullable TenantId cloneOf(ResultSet row) throws SQLException {
    UUID source = row.getObject("clone_of", UUID.class);
    return source == null ? null : new TenantId(source);
  }

  private static @Nullable Contact contact(ResultSet row) throws SQLException {
    String name = row.getString("contact_name");
    String email = row.getString("contact_email");
    return name == null && email == null ? null : new Contact(name, email);
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static @Nullable Instant nullableInstant(ResultSet row, String column)
      throws SQLException {
    OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
    return value == null ? null : value.toInstant();
  }
}
