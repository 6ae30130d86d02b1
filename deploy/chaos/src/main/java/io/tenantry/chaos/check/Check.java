package io.tenantry.chaos.check;

import io.tenantry.chaos.cluster.Cluster;
import io.tenantry.chaos.model.Model;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Compares what is with what must be, when everything is at rest. */
public final class Check {

  private final Cluster cluster;
  private final Violations violations;

  public Check(Cluster cluster, Violations violations) {
    this.cluster = cluster;
    this.violations = violations;
  }

  /**
   * All of it.
   *
   * @param poisons ids of what was sent that nobody can read, and when
   * @param wipedAt when the broker lost everything, or 0
   */
  public void run(Model model, Observer observer, Map<String, Long> poisons, long wipedAt) {
    JdbcClient admin = cluster.admin();
    new RegistryCheck(admin, violations).run(model);
    new EventCheck(admin, violations).run(observer.firstDeliveries(), wipedAt != 0);
    new SchemaCheck(cluster, violations).run();
    TenantCheck tenants = new TenantCheck(admin, violations);
    model.tenants().forEach(tenants::run);
    new DeadLetterCheck(violations).run(cluster.brokers().getFirst(), poisons, wipedAt);
  }
}
