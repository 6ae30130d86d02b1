package io.tenantry.provisioning.console.tenants;

import io.tenantry.provisioning.maintenance.Bypass;
import io.tenantry.provisioning.maintenance.MaintenanceDesk;
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
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Keeps a tenant's users out for a while. */
@Controller
@RequestMapping("/console/tenants/{id}/maintenance")
class MaintenanceActions {

  private final MaintenanceDesk desk;

  MaintenanceActions(MaintenanceDesk desk) {
    this.desk = desk;
  }

  /** The link is shown in this answer only, which is why it is no redirect. */
  @PostMapping
  String begin(
      @PathVariable UUID id,
      @Valid @ModelAttribute TenantForms.Reason form,
      Actor actor,
      Model model) {
    Bypass bypass = desk.begin(new TenantId(id), ExpectedVersion.ANY, form.text(), actor);
    model.addAttribute("id", id).addAttribute("url", bypass.url());
    return "console/bypass";
  }

  @PostMapping("/end")
  String end(@PathVariable UUID id, Actor actor, RedirectAttributes page) {
    desk.end(new TenantId(id), ExpectedVersion.ANY, actor);
    page.addFlashAttribute("done", "The maintenance is over: everybody is served again.");
    return "redirect:/console/tenants/{id}?done=1";
  }
}
