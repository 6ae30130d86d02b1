package io.tenantry.provisioning.console.tenants;

import io.tenantry.provisioning.domains.DomainDesk;
import io.tenantry.registry.Actor;
import io.tenantry.registry.ExpectedVersion;
import io.tenantry.registry.TenantId;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What operators do to a tenant's domains. */
@Controller
@RequestMapping("/console/tenants/{id}/domains")
class DomainActions {

  private static final String TENANT = "redirect:/console/tenants/{id}?done=1";
  private static final String DONE = "done";

  private final DomainDesk desk;

  DomainActions(DomainDesk desk) {
    this.desk = desk;
  }

  @PostMapping
  String add(
      @PathVariable UUID id, @RequestParam String domain, Actor actor, RedirectAttributes page) {
    String added = desk.add(new TenantId(id), domain.strip(), ExpectedVersion.ANY, actor).name();
    page.addFlashAttribute(DONE, added + " is added; its owner publishes the record below.");
    return TENANT;
  }

  @PostMapping("/{domain}/verify")
  String verify(
      @PathVariable UUID id, @PathVariable String domain, Actor actor, RedirectAttributes page) {
    desk.check(new TenantId(id), domain, ExpectedVersion.ANY, actor);
    page.addFlashAttribute(DONE, "The record of " + domain + " is looked for now.");
    return TENANT;
  }

  @PostMapping("/{domain}/primary")
  String primary(
      @PathVariable UUID id, @PathVariable String domain, Actor actor, RedirectAttributes page) {
    desk.makePrimary(new TenantId(id), domain, ExpectedVersion.ANY, actor);
    page.addFlashAttribute(DONE, "Links lead to " + domain + " from now on.");
    return TENANT;
  }

  @PostMapping("/{domain}/remove")
  String remove(
      @PathVariable UUID id, @PathVariable String domain, Actor actor, RedirectAttributes page) {
    desk.remove(new TenantId(id), domain, ExpectedVersion.ANY, actor);
    page.addFlashAttribute(DONE, domain + " is removed.");
    return TENANT;
  }
}
