package io.tenantry.provisioning.migrations;

import io.tenantry.problems.ProblemException;
import io.tenantry.registry.runs.RunSelection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds what somebody names who wants a run. */
@Component
public class Selections {

  private final TenantTypes types;
  private final ChosenTenants tenants;

  Selections(TenantTypes types, ChosenTenants tenants) {
    this.types = types;
    this.tenants = tenants;
  }

  /**
   * @param type only tenants of this type; null for all
   * @param chosen only these, by id or schema name; null for all
   * @param canary those that come first
   * @throws ProblemException if there is no such type or tenant; it names the member
   */
  public RunSelection of(
      @Nullable String type, @Nullable List<String> chosen, @Nullable List<String> canary) {
    if (type != null && types.find(type).isEmpty()) {
      throw ProblemException.invalid("type", "type: no worker has scripts of that type.");
    }
    return new RunSelection(
        type == null ? null : Set.of(type),
        chosen == null ? null : tenants.find("tenants", chosen),
        canary == null ? List.of() : tenants.find("canary", canary),
        false);
  }
}
