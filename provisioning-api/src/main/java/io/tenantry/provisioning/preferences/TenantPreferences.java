package io.tenantry.provisioning.preferences;

import io.tenantry.registry.TenantId;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What tenants have chosen, as it stands in the database. */
@Repository
public class TenantPreferences {

  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final JsonMapper json;

  TenantPreferences(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /** What a tenant has chosen, and the tenant's version. */
  record Chosen(long version, Map<String, Object> values) {}

  Optional<Chosen> find(TenantId id) {
    return jdbc.sql(
            "SELECT sequence, preferences::text AS chosen FROM control.tenant WHERE id = :id")
        .param("id", id.value())
        .query(
            (row, number) ->
                new Chosen(
                    row.getLong("sequence"), json.readValue(row.getString("chosen"), OBJECT)))
        .optional();
  }

  /**
   * For a tenant that this transaction makes.
   *
   * @param chosen as {@link PreferenceKeys#read} gives it, without nulls
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void store(TenantId id, Map<String, ?> chosen) {
    jdbc.sql("UPDATE control.tenant SET preferences = :chosen::jsonb WHERE id = :id")
        .param("chosen", json.writeValueAsString(chosen))
        .param("id", id.value())
        .update();
  }

  /** What a tenant has chosen is what its clone begins with. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void copy(TenantId source, TenantId clone) {
    jdbc.sql(
            """
            UPDATE control.tenant
            SET preferences = (SELECT preferences FROM control.tenant WHERE id = :source)
            WHERE id = :clone
            """)
        .param("source", source.value())
        .param("clone", clone.value())
        .update();
  }

  /** The number of the event that tells of the change. */
  @Transactional(propagation = Propagation.MANDATORY)
  long change(TenantId id, Map<String, ?> chosen) {
    return jdbc.sql(
            """
            UPDATE control.tenant SET preferences = :chosen::jsonb, sequence = sequence + 1
            WHERE id = :id RETURNING sequence
            """)
        .param("chosen", json.writeValueAsString(chosen))
        .param("id", id.value())
        .query(Long.class)
        .single();
  }
}
