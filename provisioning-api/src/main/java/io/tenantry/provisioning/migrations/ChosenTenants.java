package io.tenantry.provisioning.migrations;

import io.tenantry.problems.ProblemException;
import io.tenantry.registry.TenantId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Tenants that a caller names by id or by schema name. */
@Repository
public class ChosenTenants {

  private static final int MOST_NAMED = 10;
  private static final Predicate<String> ID =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}").asMatchPredicate();

  private final JdbcClient jdbc;

  ChosenTenants(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  private record Found(String given, UUID id) {}

  /**
   * Their ids, in one query.
   *
   * @param field the member of the request that names them
   * @throws ProblemException if one is nobody's; it names the field
   */
  public List<TenantId> find(String field, List<String> given) {
    if (given.isEmpty()) {
      return List.of();
    }
    Map<String, UUID> found =
        jdbc
            .sql(
                """
                SELECT id::text AS given, id FROM control.tenant WHERE id = ANY (:ids)
                UNION ALL
                SELECT schema_name, id FROM control.tenant
                WHERE schema_name = ANY (:names) AND status <> 'DELETED'
                """)
            .param("ids", given.stream().filter(ID).map(UUID::fromString).toArray(UUID[]::new))
            .param("names", given.toArray(String[]::new))
            .query(Found.class)
            .list()
            .stream()
            .collect(Collectors.toMap(Found::given, Found::id, (first, second) -> first));
    Set<String> unknown = new LinkedHashSet<>(given);
    unknown.removeAll(found.keySet());
    if (!unknown.isEmpty()) {
      throw ProblemException.invalid(
          field,
          field
              + ": there is no tenant "
              + unknown.stream().limit(MOST_NAMED).collect(Collectors.joining(", "))
              + ".");
    }
    return found.values().stream().distinct().map(TenantId::new).toList();
  }
}
