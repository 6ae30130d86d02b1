package io.tenantry.provisioning.console.clients;

import io.tenantry.provisioning.clients.ClientDesk;
import io.tenantry.provisioning.clients.IssuedKey;
import io.tenantry.provisioning.clients.RegisteredClient;
import io.tenantry.provisioning.clients.RegisteredClients;
import io.tenantry.provisioning.clients.Scope;
import io.tenantry.provisioning.ratelimit.ClientLimits;
import io.tenantry.registry.Actor;
import jakarta.validation.Valid;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Who may call the API. A key is shown in the answer that makes it only, hence no redirect. */
@Controller
@RequestMapping("/console/clients")
class ClientsPage {

  private static final int ROWS = 50;
  private static final String LIST = "redirect:/console/clients";
  private static final String DONE = "done";

  private final RegisteredClients clients;
  private final ClientDesk desk;
  private final ClientLimits limits;

  ClientsPage(RegisteredClients clients, ClientDesk desk, ClientLimits limits) {
    this.clients = clients;
    this.desk = desk;
    this.limits = limits;
  }

  @GetMapping
  String list(@RequestParam(required = false) @Nullable String after, Model model) {
    List<RegisteredClient> found = clients.page(after, ROWS + 1);
    List<RegisteredClient> page = found.subList(0, Math.min(ROWS, found.size()));
    model
        .addAttribute("clients", page)
        .addAttribute("scopes", Scope.values())
        .addAttribute("next", found.size() > ROWS ? page.getLast().name() : null);
    return "console/clients";
  }

  @PostMapping
  String create(@Valid @ModelAttribute ClientForms.NewClient form, Actor actor, Model model) {
    return key(
        desk.create(form.name(), form.scopes(), form.requestsPerMinute(), null, actor), model);
  }

  @PostMapping("/{id}/rotate")
  String rotate(
      @PathVariable UUID id,
      @Valid @ModelAttribute ClientForms.Rotation form,
      Actor actor,
      Model model) {
    return key(desk.rotate(id, form.grace(), null, actor), model);
  }

  @PostMapping("/{id}/limit")
  String limit(
      @PathVariable UUID id,
      @Valid @ModelAttribute ClientForms.Limit form,
      Actor actor,
      RedirectAttributes page) {
    String name = desk.limit(id, form.requestsPerMinute(), null, actor).name();
    limits.forget(id);
    page.addFlashAttribute(DONE, name + " has its new limit.");
    return LIST;
  }

  @PostMapping("/{id}/revoke")
  String revoke(@PathVariable UUID id, Actor actor, RedirectAttributes page) {
    page.addFlashAttribute(DONE, desk.revoke(id, null, actor).name() + " is revoked for good.");
    return LIST;
  }

  private static String key(IssuedKey issued, Model model) {
    model.addAttribute("client", issued.client()).addAttribute("key", issued.key().text());
    return "console/client-key";
  }
}
