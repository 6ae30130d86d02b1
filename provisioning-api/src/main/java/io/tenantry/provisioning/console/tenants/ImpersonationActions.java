package io.tenantry.provisioning.console.tenants;

import io.tenantry.provisioning.console.Moments;
import io.tenantry.provisioning.impersonation.Impersonation;
import io.tenantry.provisioning.impersonation.ImpersonationDesk;
import io.tenantry.registry.Actor;
import io.tenantry.registry.ExpectedVersion;
import io.tenantry.registry.TenantId;
import jakarta.validation.Valid;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Lets an operator into a tenant's application. */
@Controller
@RequestMapping("/console/tenants/{id}/impersonations")
class ImpersonationActions {

  private final ImpersonationDesk desk;
  private final Moments moments;

  ImpersonationActions(ImpersonationDesk desk, Moments moments) {
    this.desk = desk;
    this.moments = moments;
  }

  /** The link is shown in this answer only, which is why it is no redirect. */
  @PostMapping
  String open(
      @PathVariable UUID id,
      @Valid @ModelAttribute TenantForms.Necessity form,
      Actor actor,
      Model model) {
    Impersonation made = desk.open(new TenantId(id), ExpectedVersion.ANY, form.reason(), actor);
    model
        .addAttribute("id", id)
        .addAttribute("url", made.url())
        .addAttribute("end", moments.of(made.expiresAt()));
    return "console/impersonation";
  }
}
