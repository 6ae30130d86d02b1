package io.tenantry.provisioning.plans;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** The table of plans. */
@Repository
public class Plans {

  private static final String SELECT =
      "SELECT name, description, limits::text AS limits, created_at, updated_at FROM"
          + " control.plan\n";

  private final JdbcClient jdbc;
  private final Clock clock;
  private final ObjectReader reader;
  private final ObjectWriter writer;

  Plans(JdbcClient jdbc, Clock clock, JsonMapper json) {
    this.jdbc = jdbc;
    this.clock = clock;
    // A newer instance may have written a limit that this one does not know.
    this.reader =
        json.readerFor(PlanLimits.class).without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    this.writer = json.writerFor(PlanLimits.class);
  }

  public Optional<Plan> find(String name) {
    return jdbc.sql(SELECT + "WHERE name = :name").param("name", name).query(this::plan).optional();
  }

  /** Up to {@code limit} plans by name, beginning after the one given. */
  public List<Plan> page(@Nullable String after, int limit) {
    return jdbc.sql(
            SELECT
                + """
                WHERE :after::text IS NULL OR name COLLATE "C" > :after
                ORDER BY name COLLATE "C" LIMIT :limit
                """)
        .param("after", after, Types.VARCHAR)
        .param("limit", limit)
        .query(this::plan)
        .list();
  }

  /** Makes the plan, or makes it so. Whether it is new. */
  boolean put(String name, String description, PlanLimits limits) {
    return jdbc.sql(
            """
            INSERT INTO control.plan AS known (name, description, limits, created_at, updated_at)
            VALUES (:name, :description, :limits::jsonb, :now, :now)
            ON CONFLICT (name) DO UPDATE
            SET description = excluded.description, limits = excluded.limits,
                updated_at = excluded.updated_at
            RETURNING xmax = 0
            """)
        .param("name", name)
        .param("description", description)
        .param("limits", text(limits))
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .query(Boolean.class)
        .single();
  }

  /** Locks the plan against changes, and against sign-ups for it, for this transaction. */
  boolean lock(String name) {
    return jdbc.sql("SELECT name FROM control.plan WHERE name = :name FOR UPDATE")
        .param("name", name)
        .query(String.class)
        .optional()
        .isPresent();
  }

  boolean isHeld(String name) {
    return jdbc.sql("SELECT EXISTS (SELECT FROM control.tenant WHERE held_plan = :name)")
        .param("name", name)
        .query(Boolean.class)
        .single();
  }

  void delete(String name) {
    jdbc.sql("DELETE FROM control.plan WHERE name = :name").param("name", name).update();
  }

  /** The limits as JSON. */
  String text(PlanLimits limits) {
    return writer.writeValueAsString(limits);
  }

  private Plan plan(ResultSet row, int number) throws SQLException {
    return new Plan(
        row.getString("name"),
        row.getString("description"),
        reader.readValue(row.getString("limits")),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getObject("updated_at", OffsetDateTime.class).toInstant());
  }
}
