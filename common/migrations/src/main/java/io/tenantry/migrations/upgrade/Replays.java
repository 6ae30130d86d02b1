package io.tenantry.migrations.upgrade;

import io.tenantry.migrations.MigrationScript;
import io.tenantry.migrations.ReplayBlock;
import io.tenantry.migrations.SchemaLock;
import io.tenantry.migrations.TenantRights;
import io.tenantry.registry.SqlIdentifier;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The blocks that carry plans out. Tenants with the same plan share one, unless a script names its
 * schema.
 */
final class Replays {

  /** Somebody else has the schema's lock. A class of codes that PostgreSQL leaves to others. */
  static final String BUSY = "TN001";

  /** The history is another one. */
  static final String STALE = "TN002";

  private static final int MOST = 200;
  private static final String HISTORY = new SqlIdentifier(TenantRights.HISTORY).quoted();
  private static final String LOCK =
      """
      IF NOT %s THEN
        RAISE EXCEPTION 'somebody else is at work on the schema' USING ERRCODE = '%s';
      END IF;
      """
          .formatted(SchemaLock.tryExclusive(ReplayBlock.NAME), BUSY);
  private static final String HASH =
      "IF (SELECT %s FROM ".formatted(Applied.HASH.formatted(Applied.TEXT));
  private static final String COMPARE =
      """
      .%s) <> %d THEN
        RAISE EXCEPTION 'the history has changed' USING ERRCODE = '%s';
      END IF;
      """;

  private record Key(List<PendingScript> scripts, long seen, int nextRank) {}

  private final Map<Key, ReplayBlock> made = new ConcurrentHashMap<>();

  /** Lock, guard and scripts. */
  ReplayBlock of(MigrationPlan plan) {
    List<MigrationScript> scripts = plan.scripts().stream().map(PendingScript::script).toList();
    if (scripts.stream().anyMatch(MigrationScript::namesItsSchema)) {
      return make(plan, scripts);
    }
    var key = new Key(plan.scripts(), plan.seen(), plan.nextRank());
    ReplayBlock block = made.get(key);
    if (block == null) {
      block = make(plan, scripts);
      if (made.size() >= MOST) {
        made.clear();
      }
      made.put(key, block);
    }
    return block;
  }

  /** Lock and guard alone, where something else comes before the scripts. */
  ReplayBlock guard(MigrationPlan plan) {
    return new ReplayBlock()
        .statement(LOCK)
        .statement(HASH)
        .schema()
        .statement(COMPARE.formatted(HISTORY, plan.seen(), STALE));
  }

  private ReplayBlock make(MigrationPlan plan, List<MigrationScript> scripts) {
    return guard(plan).enter().migrate(scripts, plan.schema(), plan.nextRank()).leave();
  }
}
