package io.tenantry.worker.reconcile;

import io.tenantry.migrations.catalog.CatalogSnapshot;
import io.tenantry.registry.SqlIdentifier;
import io.tenantry.registry.findings.FindingKind;
import io.tenantry.worker.reconcile.References.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Compares schemas with what their type's scripts make. One query for each, so a scheduled pass
 * takes some in turn. Only those that have all scripts of this worker; rights of the tenant's own
 * role and indexes that are not valid are other checks' matter.
 */
final class DriftCheck implements Check {

  private static final int DIFFERENCES_TOLD = 5;
  private static final String INVALID = " invalid";

  private static final String IN_TURN =
      """
      SELECT t.id, t.role_name, t.type, t.schema_fingerprint
      FROM control.tenant t
      JOIN pg_namespace n ON n.nspname = t.role_name
      JOIN pg_roles r ON r.rolname = t.role_name
      WHERE t.status IN ('ACTIVE', 'TRIAL', 'SUSPENDED')
        AND (:only::text IS NULL OR t.role_name = :only)
      ORDER BY t.role_name = ANY (:open::text[]) DESC,
               t.id > (SELECT coalesce(drift_after, '00000000-0000-0000-0000-000000000000')
                       FROM control.reconciliation) DESC,
               t.id
      LIMIT :limit
      """;

  private final JdbcClient jdbc;
  private final JdbcTemplate template;
  private final References references;
  private final ReconcileProperties properties;

  DriftCheck(
      JdbcClient jdbc,
      JdbcTemplate template,
      References references,
      ReconcileProperties properties) {
    this.jdbc = jdbc;
    this.template = template;
    this.references = references;
    this.properties = properties;
  }

  /** A tenant whose schema is to be compared. */
  private record Turn(UUID id, String roleName, String type, String schemaFingerprint) {}

  @Override
  public FindingKind kind() {
    return FindingKind.SCHEMA_DRIFT;
  }

  @Override
  public Sightings look(Look look) {
    int turn = properties.schemasPerPass() + look.open().size();
    List<Turn> turns = turns(look.open(), null, look.everything() ? Integer.MAX_VALUE : turn);
    List<Sighting> found = new ArrayList<>();
    for (Turn one : turns) {
      if (found.size() >= look.limit()) {
        return new Sightings(found, false);
      }
      compare(one).ifPresent(found::add);
    }
    if (!look.everything() && turns.size() > look.open().size()) {
      jdbc.sql("UPDATE control.reconciliation SET drift_after = :id")
          .param("id", turns.getLast().id())
          .update();
    }
    return new Sightings(found, true);
  }

  @Override
  public Optional<Sighting> again(String subject) {
    return turns(List.of(), subject, 1).stream().findFirst().flatMap(this::compare);
  }

  private List<Turn> turns(List<String> open, @Nullable String only, int limit) {
    return jdbc.sql(IN_TURN)
        .param("only", only)
        .param("open", open.toArray(String[]::new))
        .param("limit", limit)
        .query(Turn.class)
        .list();
  }

  private Optional<Sighting> compare(Turn turn) {
    Optional<Reference> reference =
        references
            .of(turn.type())
            .filter(one -> one.fingerprint().equals(turn.schemaFingerprint()));
    if (reference.isEmpty()) {
      return Optional.empty();
    }
    CatalogSnapshot actual = CatalogSnapshot.of(template, new SqlIdentifier(turn.roleName()));
    List<String> differences =
        withoutOthersMatters(CatalogSnapshot.differences(reference.get().snapshot(), actual));
    return differences.isEmpty() || !isStillCurrent(turn)
        ? Optional.empty()
        : Optional.of(new Sighting(turn.roleName(), turn.id(), detail(turn, differences), false));
  }

  private static List<String> withoutOthersMatters(List<String> differences) {
    Set<String> invalid =
        differences.stream()
            .filter(difference -> difference.endsWith(INVALID))
            .map(found -> "- " + found.substring(2, found.length() - INVALID.length()))
            .collect(Collectors.toSet());
    return differences.stream()
        .filter(difference -> !difference.endsWith(INVALID) && !invalid.contains(difference))
        .filter(difference -> !isRightOfItsOwn(difference))
        .toList();
  }

  private static boolean isRightOfItsOwn(String difference) {
    return difference.substring(2).startsWith("grant on ") && difference.contains(" to {tenant} ");
  }

  /** It may have been migrated or renamed between the two queries. */
  private boolean isStillCurrent(Turn turn) {
    return jdbc.sql(
            """
            SELECT EXISTS (SELECT FROM control.tenant
                           WHERE id = :id AND role_name = :role AND schema_fingerprint = :fingerprint
                             AND status IN ('ACTIVE', 'TRIAL', 'SUSPENDED'))
            """)
        .param("id", turn.id())
        .param("role", turn.roleName())
        .param("fingerprint", turn.schemaFingerprint())
        .query(Boolean.class)
        .single();
  }

  private static String detail(Turn turn, List<String> differences) {
    return "The schema is not what the scripts of type %s make; %d differences (- is missing, + is too much): %s"
        .formatted(
            turn.type(),
            differences.size(),
            String.join(
                "; ", differences.subList(0, Math.min(DIFFERENCES_TOLD, differences.size()))));
  }
}
