package io.tenantry.migrations.rules;

import io.tenantry.migrations.ScriptSet;
import io.tenantry.registry.SqlIdentifier;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * The rules for tenant scripts: what keeps tenants apart, lets a schema be renamed, and keeps the
 * road to schema-based sharding open. Meant for a build check.
 */
public final class ScriptRules {

  /** Stands for the tenant's own schema where a script asks for its name by a placeholder. */
  static final String ANY_SCHEMA = "tenantry_any_schema";

  private ScriptRules() {}

  /** Violations in the text of scripts: what no catalog shows afterwards. */
  public static List<RuleViolation> inText(ScriptSet scripts) {
    var schema = new SqlIdentifier(ANY_SCHEMA);
    return Stream.concat(
            scripts.migrations().stream()
                .flatMap(s -> TextRules.check(s.name(), s.sql(schema)).stream()),
            scripts.seeds().stream()
                .flatMap(s -> TextRules.check(s.name(), s.sql(schema)).stream()))
        .toList();
  }

  /** Violations in a schema that the scripts have made, beside the shared tables in public. */
  public static List<RuleViolation> inSchema(JdbcOperations jdbc, SqlIdentifier schema) {
    return SchemaRules.check(jdbc, schema);
  }
}
