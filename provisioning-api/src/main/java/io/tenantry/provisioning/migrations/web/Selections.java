package io.tenantry.provisioning.migrations.web;

import io.tenantry.problems.ProblemException;
import io.tenantry.provisioning.migrations.ChosenTenants;
import io.tenantry.provisioning.migrations.TenantTypes;
import io.tenantry.registry.runs.RunSelection;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Finds what a request names. */
@Component
class Selections {

  private final TenantTypes types;
  private final ChosenTenants tenants;

  Selections(TenantTypes types, ChosenTenants tenants) {
    this.types = types;
    this.tenants = tenants;
  }

  /**
   * @throws ProblemException if there is no such type or tenant; it names the member
   */
  RunSelection of(RunRequest request) {
    String type = request.type();
    if (type != null && types.find(type).isEmpty()) {
      throw ProblemException.invalid("type", "type: no worker has scripts of that type.");
    }
    List<String> chosen = request.tenants();
    List<String> canary = request.canary();
    return new RunSelection(
        type == null ? null : Set.of(type),
        chosen == null ? null : tenants.find("tenants", chosen),
        canary == null ? List.of() : tenants.find("canary", canary),
        false);
  }
}
