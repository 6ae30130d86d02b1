package io.tenantry.chaos.check;

import io.tenantry.chaos.cluster.Cluster;
import io.tenantry.chaos.model.Model;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
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
   * @param poisons ids of what was sent that nobody can read
   * @param owed those of them that must be among the dead letters
   * @param wiped whether the broker has lost everything at some time
   * @param requests how many were sent to each tenant
   */
  public void run(
      Model model,
      Observer observer,
      Set<String> poisons,
      Set<String> owed,
      boolean wiped,
      Map<UUID, Long> requests) {
    JdbcClient admin = cluster.admin();
    new RegistryCheck(admin, violations).run(model);
    new EventCheck(admin, violations).run(observer.firstDeliveries(), wiped);
    new UsageCheck(admin, violations).run(requests);
    new SchemaCheck(cluster, violations).run();
    TenantCheck tenants = new TenantCheck(admin, violations);
    model.tenants().forEach(tenants::run);
    new DeadLetterCheck(admin, violations).run(cluster.brokers().getFirst(), poisons, owed);
  }
}
