package io.tenantry.provisioning.plans.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tenantry.provisioning.plans.Plan;
import io.tenantry.provisioning.plans.PlanLimits;
import java.time.Instant;

/**
 * A plan as callers see it.
 *
 * @param limits a limit that is absent does not exist
 */
@Schema(name = "Plan")
record PlanView(
    String name, String description, PlanLimits limits, Instant createdAt, Instant updatedAt) {

  static PlanView of(Plan plan) {
    return new PlanView(
        plan.name(), plan.description(), plan.limits(), plan.createdAt(), plan.updatedAt());
  }
}
