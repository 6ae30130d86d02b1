package io.tenantry.provisioning.jobs.web;

import io.tenantry.problems.ProblemException;
import io.tenantry.provisioning.jobs.JobSelection;
import io.tenantry.provisioning.migrations.ChosenTenants;
import io.tenantry.provisioning.migrations.TenantTypes;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Finds what a request names. */
@Component
class JobSelections {

  private static final String FIELD = "selection";

  private final TenantTypes types;
  private final ChosenTenants tenants;

  JobSelections(TenantTypes types, ChosenTenants tenants) {
    this.types = types;
    this.tenants = tenants;
  }

  /**
   * @throws ProblemException if it is not exactly one kind of choice, or there is no such type or
   *     tenant; it names the member
   */
  JobSelection of(JobRunRequest.Selection wanted) {
    List<JobSelection> choices = new ArrayList<>();
    if (Boolean.TRUE.equals(wanted.all())) {
      choices.add(new JobSelection.All());
    }
    if (wanted.type() != null) {
      choices.add(ofType(wanted.type()));
    }
    if (wanted.tenants() != null) {
      choices.add(new JobSelection.These(tenants.find(FIELD + ".tenants", wanted.tenants())));
    }
    if (choices.size() != 1) {
      throw ProblemException.invalid(
          FIELD, "selection: say all (true), type or tenants, and only one of them.");
    }
    return choices.getFirst();
  }

  private JobSelection ofType(String type) {
    if (types.find(type).isEmpty()) {
      throw ProblemException.invalid(
          FIELD + ".type", "selection.type: no worker has scripts of that type.");
    }
    return new JobSelection.OfType(type);
  }
}
