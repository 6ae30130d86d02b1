package io.tenantry.provisioning.console.tenants;

import io.tenantry.provisioning.renaming.RenameDesk;
import io.tenantry.provisioning.signup.SignUpDesk;
import io.tenantry.provisioning.signup.SignUpRequest;
import io.tenantry.registry.Actor;
import io.tenantry.registry.Contact;
import io.tenantry.registry.ExpectedVersion;
import io.tenantry.registry.SchemaName;
import io.tenantry.registry.Tenant;
import io.tenantry.registry.TenantDetails;
import io.tenantry.registry.TenantId;
import io.tenantry.registry.TenantLifecycle;
import io.tenantry.registry.TenantUpdates;
import io.tenantry.registry.TrialExtension;
import io.tenantry.registry.Trials;
import jakarta.validation.Valid;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What operators do to a tenant, by the same desks as the API. */
@Controller
@RequestMapping("/console/tenants/{id}")
class TenantActions {

  /** The parameter keeps the live part, which asks for the same page, from taking the notice. */
  private static final String TENANT = "redirect:/console/tenants/{id}?done=1";

  private static final String DONE = "done";

  private final TenantLifecycle lifecycle;
  private final Trials trials;
  private final TenantUpdates updates;
  private final RenameDesk renames;
  private final SignUpDesk signUps;

  TenantActions(
      TenantLifecycle lifecycle,
      Trials trials,
      TenantUpdates updates,
      RenameDesk renames,
      SignUpDesk signUps) {
    this.lifecycle = lifecycle;
    this.trials = trials;
    this.updates = updates;
    this.renames = renames;
    this.signUps = signUps;
  }

  @PostMapping("/suspend")
  String suspend(
      @PathVariable UUID id,
      @Valid @ModelAttribute TenantForms.Suspension form,
      Actor actor,
      RedirectAttributes page) {
    lifecycle.suspend(new TenantId(id), ExpectedVersion.ANY, form.reason(), actor);
    page.addFlashAttribute(DONE, "Suspended: its requests are refused from now on.");
    return TENANT;
  }

  @PostMapping("/resume")
  String resume(
      @PathVariable UUID id,
      @Valid @ModelAttribute TenantForms.Reason form,
      Actor actor,
      RedirectAttributes page) {
    lifecycle.resume(new TenantId(id), ExpectedVersion.ANY, form.text(), actor);
    page.addFlashAttribute(DONE, "Resumed: it is served again.");
    return TENANT;
  }

  @PostMapping("/retry")
  String retry(
      @PathVariable UUID id,
      @Valid @ModelAttribute TenantForms.Reason form,
      Actor actor,
      RedirectAttributes page) {
    lifecycle.retry(new TenantId(id), ExpectedVersion.ANY, form.text(), actor);
    page.addFlashAttribute(DONE, "Ordered: a worker builds it anew.");
    return TENANT;
  }

  @PostMapping("/convert")
  String convert(
      @PathVariable UUID id,
      @Valid @ModelAttribute TenantForms.Conversion form,
      Actor actor,
      RedirectAttributes page) {
    trials.convert(new TenantId(id), ExpectedVersion.ANY, form.plan(), "", actor);
    page.addFlashAttribute(DONE, "Converted: it is a lasting tenant now.");
    return TENANT;
  }

  @PostMapping("/extend-trial")
  String extend(
      @PathVariable UUID id,
      @Valid @ModelAttribute TenantForms.Extension form,
      Actor actor,
      RedirectAttributes page) {
    var extension = new TrialExtension.ByDays(form.days());
    trials.extend(new TenantId(id), ExpectedVersion.ANY, extension, "", actor);
    page.addFlashAttribute(DONE, "The trial is longer now.");
    return TENANT;
  }

  @PostMapping("/details")
  String details(
      @PathVariable UUID id,
      @Valid @ModelAttribute TenantForms.Details form,
      Actor actor,
      RedirectAttributes page) {
    Contact contact =
        form.contactName() == null && form.contactEmail() == null
            ? null
            : new Contact(form.contactName(), form.contactEmail());
    updates.update(
        new TenantId(id),
        ExpectedVersion.of(form.version()),
        before -> new TenantDetails(form.name(), form.plan(), contact),
        actor);
    page.addFlashAttribute(DONE, "Saved.");
    return TENANT;
  }

  @PostMapping("/rename")
  String rename(
      @PathVariable UUID id,
      @Valid @ModelAttribute TenantForms.Rename form,
      Actor actor,
      RedirectAttributes page) {
    renames.rename(
        new TenantId(id),
        ExpectedVersion.ANY,
        new SchemaName(form.schemaName()),
        form.days(),
        actor);
    page.addFlashAttribute(DONE, "Ordered: a worker renames it.");
    return TENANT;
  }

  @PostMapping("/clone")
  String copy(
      @PathVariable UUID id,
      @Valid @ModelAttribute TenantForms.Copy form,
      Actor actor,
      RedirectAttributes page) {
    var request =
        new SignUpRequest(form.name(), form.wantedName(), null, null, null, null, null, null);
    Tenant copy =
        signUps
            .cloneOf(new TenantId(id), ExpectedVersion.ANY, request, form.withData(), actor, null)
            .tenant();
    page.addFlashAttribute(DONE, "This is the copy; a worker makes its schema.");
    page.addAttribute("copy", copy.id().value());
    return "redirect:/console/tenants/{copy}?done=1";
  }
}
