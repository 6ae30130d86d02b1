package io.tenantry.migrations.upgrade;

import io.tenantry.migrations.MigrationScript;
import io.tenantry.migrations.ScriptSet;
import io.tenantry.registry.SqlIdentifier;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Verdicts that were made before. Thousands of tenants have few different histories, and each is
 * judged once.
 */
final class Verdicts {

  private static final int MOST = 2_000;

  private record Key(String type, String history) {}

  private final FlywayRules rules;
  private final Map<Key, Verdict> made = new ConcurrentHashMap<>();

  Verdicts(FlywayRules rules) {
    this.rules = rules;
  }

  Verdict of(ScriptSet set, SqlIdentifier schema, String history) {
    if (set.migrations().stream().anyMatch(Verdicts::hasChecksumPerSchema)) {
      return rules.judge(set, schema, history);
    }
    var key = new Key(set.type(), history);
    Verdict verdict = made.get(key);
    if (verdict == null) {
      verdict = rules.judge(set, schema, history);
      if (made.size() >= MOST) {
        made.clear();
      }
      made.put(key, verdict);
    }
    return verdict;
  }

  private static boolean hasChecksumPerSchema(MigrationScript script) {
    return script.repeatable() && script.namesItsSchema();
  }
}
