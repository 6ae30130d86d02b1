package io.tenantry.provisioning.console.tenants;

import io.tenantry.problems.ProblemException;
import io.tenantry.provisioning.tenants.GracePeriods;
import io.tenantry.registry.Actor;
import io.tenantry.registry.Deletions;
import io.tenantry.registry.ExpectedVersion;
import io.tenantry.registry.Tenant;
import io.tenantry.registry.TenantId;
import io.tenantry.registry.TenantNotFoundException;
import io.tenantry.registry.Tenants;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.time.Duration;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Deletes tenants, once their name was typed, and brings them back. */
@Controller
@RequestMapping("/console/tenants/{id}")
class DeletionActions {

  private static final String TENANT = "redirect:/console/tenants/{id}?done=1";

  private final Tenants tenants;
  private final Deletions deletions;
  private final GracePeriods periods;

  DeletionActions(Tenants tenants, Deletions deletions, GracePeriods periods) {
    this.tenants = tenants;
    this.deletions = deletions;
    this.periods = periods;
  }

  @PostMapping("/delete")
  String delete(
      @PathVariable UUID id,
      @Valid @ModelAttribute TenantForms.Deletion form,
      HttpServletRequest request,
      Actor actor,
      RedirectAttributes page) {
    TenantId tenantId = new TenantId(id);
    Tenant tenant = tenants.find(tenantId).orElseThrow(() -> new TenantNotFoundException(tenantId));
    if (!tenant.schemaName().value().equals(form.confirm().strip())) {
      throw ProblemException.invalid(
          "confirm", "Type the tenant's schema name, " + tenant.schemaName() + ", to delete it.");
    }
    if (form.atOnce() && !request.isUserInRole("ADMIN")) {
      throw new ProblemException(
          HttpStatus.FORBIDDEN,
          "role-missing",
          "Only an administrator may delete without a grace period.");
    }
    deletions.request(tenantId, ExpectedVersion.ANY, grace(form), form.text(), actor);
    page.addFlashAttribute(
        "done",
        form.atOnce()
            ? "Ordered: a worker drops its schema."
            : "Ordered: its users get 410. It can be restored until the grace period is over.");
    return TENANT;
  }

  @PostMapping("/restore")
  String restore(
      @PathVariable UUID id,
      @Valid @ModelAttribute TenantForms.Reason form,
      Actor actor,
      RedirectAttributes page) {
    deletions.restore(new TenantId(id), ExpectedVersion.ANY, form.text(), actor);
    page.addFlashAttribute("done", "Restored: it is as it was.");
    return TENANT;
  }

  private Duration grace(TenantForms.Deletion form) {
    if (form.atOnce()) {
      return Duration.ZERO;
    }
    Duration wanted =
        form.graceDays() == null ? periods.grace() : Duration.ofDays(form.graceDays());
    if (!periods.allow(wanted)) {
      throw ProblemException.invalid(
          "graceDays",
          "graceDays: must be %d to %d here"
              .formatted(
                  periods.shortest().plusDays(1).minusNanos(1).toDays(),
                  periods.longest().toDays()));
    }
    return wanted;
  }
}
