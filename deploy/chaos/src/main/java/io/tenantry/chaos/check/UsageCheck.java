package io.tenantry.chaos.check;

import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * No report of usage was added up twice: there are no more requests in the books than were sent.
 * There may be fewer, since an instance that is killed takes what it had counted along.
 */
final class UsageCheck {

  private record Usage(UUID tenantId, long requests) {}

  private final JdbcClient admin;
  private final Violations violations;

  UsageCheck(JdbcClient admin, Violations violations) {
    this.admin = admin;
    this.violations = violations;
  }

  /**
   * Compares.
   *
   * @param sent how many requests were sent to each tenant
   */
  void run(Map<UUID, Long> sent) {
    admin
        .sql("SELECT tenant_id, sum(requests)::bigint AS requests FROM control.usage GROUP BY 1")
        .query(Usage.class)
        .list()
        .forEach(
            usage -> {
              long most = sent.getOrDefault(usage.tenantId(), 0L);
              if (usage.requests() > most) {
                violations.add("usage-counted-twice", usage + ", but " + most + " were sent");
              }
            });
  }
}
