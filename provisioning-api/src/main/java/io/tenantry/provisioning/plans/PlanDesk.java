package io.tenantry.provisioning.plans;

import io.tenantry.provisioning.plans.PlanRefusedException.Reason;
import io.tenantry.registry.Actor;
import io.tenantry.registry.Audit;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Makes, changes and deletes plans. A change reaches tenant applications when their routes are read
 * anew, within the routing cache's time to live: no event, since a plan may have very many tenants.
 */
@Service
public class PlanDesk {

  private final Plans plans;
  private final Audit audit;
  private final Set<String> needed;

  /**
   * @param defaultPlan which tenants get that ask for none
   */
  PlanDesk(Plans plans, Audit audit, @Value("${tenantry.default-plan:free}") String defaultPlan) {
    this.plans = plans;
    this.audit = audit;
    this.needed = Set.copyOf(List.of("free", defaultPlan));
  }

  /** A plan as it is now, and whether there was none of that name before. */
  public record Put(Plan plan, boolean created) {}

  /** Makes the plan, or changes all of it. */
  @Transactional
  public Put put(String name, String description, PlanLimits limits, Actor actor) {
    boolean created = plans.put(name, description, limits);
    audit.record(
        actor, created ? "plan.create" : "plan.change", null, name + " " + plans.text(limits));
    return new Put(plans.find(name).orElseThrow(), created);
  }

  /**
   * Deletes a plan that no tenant has; deleted tenants don't count.
   *
   * @throws PlanRefusedException if it can't be
   */
  @Transactional
  public void delete(String name, Actor actor) {
    if (!plans.lock(name)) {
      throw new PlanRefusedException(Reason.NOT_FOUND, name);
    }
    if (needed.contains(name)) {
      throw new PlanRefusedException(Reason.DEFAULT, name);
    }
    if (plans.isHeld(name)) {
      throw new PlanRefusedException(Reason.IN_USE, name);
    }
    plans.delete(name);
    audit.record(actor, "plan.delete", null, name);
  }
}
