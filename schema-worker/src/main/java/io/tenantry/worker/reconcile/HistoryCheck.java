package io.tenantry.worker.reconcile;

import io.tenantry.registry.SqlIdentifier;
import io.tenantry.registry.findings.FindingKind;
import io.tenantry.worker.reconcile.Histories.History;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Compares histories with the registry. That a history is missing shows in the catalogs, for all
 * tenants at once. What is in it has to be read, and a server has neither the locks nor a backend
 * the memory to read thousands often: so each pass reads those of some tenants, the next goes on
 * where it ended, and one query reads a bounded number.
 */
final class HistoryCheck implements Check {

  private static final Logger log = LoggerFactory.getLogger(HistoryCheck.class);
  private static final String UNDEFINED_TABLE = "42P01";
  private static final String SYNTAX_OR_ACCESS = "42";

  private static final String MISSING =
      """
      SELECT t.role_name AS subject, t.id AS tenant_id, false AS repairable,
             format('Schema %s has no history that the worker can read: nothing can migrate it.',
                    t.role_name) AS detail
      FROM control.tenant t
      JOIN pg_namespace n ON n.nspname = t.role_name
      LEFT JOIN pg_class h
        ON h.relnamespace = n.oid AND h.relname = :history AND h.relkind = 'r'
      WHERE t.status IN ('ACTIVE', 'TRIAL', 'SUSPENDED')
        AND NOT coalesce(has_table_privilege(h.oid, 'SELECT'), false)
      """;

  private static final String IN_TURN =
      """
      SELECT t.id, t.role_name
      FROM control.tenant t
      JOIN pg_namespace n ON n.nspname = t.role_name
      JOIN pg_class h ON h.relnamespace = n.oid AND h.relname = :history AND h.relkind = 'r'
      WHERE t.status IN ('ACTIVE', 'TRIAL', 'SUSPENDED')
        AND has_table_privilege(h.oid, 'SELECT')
      ORDER BY t.role_name = ANY (:open::text[]) DESC,
               t.id > (SELECT coalesce(history_after, '00000000-0000-0000-0000-000000000000')
                       FROM control.reconciliation) DESC,
               t.id
      LIMIT :limit
      """;

  private final JdbcClient jdbc;
  private final Map<String, Object> settings;
  private final ReconcileProperties properties;
  private final SqlCheck missing;
  private final Histories histories;

  HistoryCheck(JdbcClient jdbc, Map<String, Object> settings, ReconcileProperties properties) {
    this.jdbc = jdbc;
    this.settings = settings;
    this.properties = properties;
    this.missing = new SqlCheck(kind(), jdbc, settings, MISSING);
    this.histories = new Histories(jdbc);
  }

  @Override
  public FindingKind kind() {
    return FindingKind.HISTORY_DISAGREES;
  }

  /** A tenant whose history is to be read. */
  private record Turn(UUID id, String roleName) {}

  @Override
  public Sightings look(Look look) {
    List<Sighting> found = new ArrayList<>(missing.look(look).found());
    List<Turn> turns = turns(look);
    boolean complete = true;
    int chunk = properties.historiesPerQuery();
    for (int from = 0; from < turns.size(); from += chunk) {
      if (found.size() >= look.limit()) {
        complete = false;
        break;
      }
      var schemas =
          turns.subList(from, Math.min(from + chunk, turns.size())).stream()
              .map(turn -> new SqlIdentifier(turn.roleName()))
              .toList();
      complete &= read(schemas, found);
    }
    if (!look.everything() && turns.size() > look.open().size()) {
      goOnAfter(turns.getLast());
    }
    return new Sightings(found.subList(0, Math.min(found.size(), look.limit())), complete);
  }

  @Override
  public Optional<Sighting> again(String subject) {
    return missing
        .again(subject)
        .or(
            () -> {
              List<Sighting> found = new ArrayList<>();
              read(List.of(new SqlIdentifier(subject)), found);
              return found.stream().findFirst();
            });
  }

  private List<Turn> turns(Look look) {
    return jdbc.sql(IN_TURN)
        .params(settings)
        .param("open", look.open().toArray(String[]::new))
        .param(
            "limit",
            look.everything()
                ? Integer.MAX_VALUE
                : properties.historiesPerPass() + look.open().size())
        .query(Turn.class)
        .list();
  }

  private void goOnAfter(Turn last) {
    jdbc.sql("UPDATE control.reconciliation SET history_after = :id")
        .param("id", last.id())
        .update();
  }

  /**
   * Where one history spoils the query for all, halves find it.
   *
   * @return whether all were read
   */
  private boolean read(List<SqlIdentifier> schemas, List<Sighting> found) {
    try {
      for (History history : histories.disagreeing(schemas)) {
        found.add(
            new Sighting(
                history.roleName(), history.id(), history.detail(), history.isRepairable()));
      }
      return true;
    } catch (BadSqlGrammarException e) {
      String state = String.valueOf(e.getSQLException().getSQLState());
      if (!state.startsWith(SYNTAX_OR_ACCESS)) {
        throw e;
      }
      int half = schemas.size() / 2;
      if (half > 0) {
        boolean first = read(schemas.subList(0, half), found);
        return read(schemas.subList(half, schemas.size()), found) && first;
      }
      if (state.equals(UNDEFINED_TABLE)) {
        log.debug("The history of {} is gone since a moment", schemas.getFirst());
        return false;
      }
      found.add(unreadable(schemas.getFirst(), e));
      return true;
    }
  }

  private Sighting unreadable(SqlIdentifier schema, BadSqlGrammarException e) {
    UUID tenant =
        jdbc.sql("SELECT id FROM control.tenant WHERE role_name = :name AND status <> 'DELETED'")
            .param("name", schema.value())
            .query(UUID.class)
            .optional()
            .orElse(null);
    String detail = "The schema's history can't be read: " + e.getSQLException().getMessage();
    return new Sighting(schema.value(), tenant, detail, false);
  }
}
