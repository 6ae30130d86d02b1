package io.tenantry.provisioning.console.operators;

import io.tenantry.provisioning.operators.LogInLink;
import io.tenantry.provisioning.operators.Operator;
import io.tenantry.provisioning.operators.OperatorDesk;
import io.tenantry.provisioning.operators.Operators;
import io.tenantry.provisioning.operators.Role;
import io.tenantry.registry.Actor;
import jakarta.validation.Valid;
import java.util.List;
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

/** Who else may use the console; for administrators. */
@Controller
@RequestMapping("/console/operators")
class OperatorsPage {

  private static final int ROWS = 50;
  private static final String LIST = "redirect:/console/operators";
  private static final String DONE = "done";

  private final Operators operators;
  private final OperatorDesk desk;

  OperatorsPage(Operators operators, OperatorDesk desk) {
    this.operators = operators;
    this.desk = desk;
  }

  @GetMapping
  String list(@RequestParam(required = false) @Nullable String after, Model model) {
    List<Operator> found = operators.page(after, ROWS + 1);
    List<Operator> page = found.subList(0, Math.min(ROWS, found.size()));
    model
        .addAttribute("operators", page)
        .addAttribute("roles", Role.values())
        .addAttribute("next", found.size() > ROWS ? page.getLast().name() : null);
    return "console/operators";
  }

  @PostMapping
  String create(@Valid @ModelAttribute NewOperatorForm form, Actor actor, RedirectAttributes page) {
    desk.create(form.name(), form.role(), actor);
    page.addFlashAttribute(DONE, form.name() + " is made; a link is the way to the first log-in.");
    return LIST;
  }

  @PostMapping("/{name}/role")
  String role(
      @PathVariable String name, @RequestParam Role role, Actor actor, RedirectAttributes page) {
    desk.change(name, role, null, actor);
    page.addFlashAttribute(DONE, name + " has the role now, and logs in again.");
    return LIST;
  }

  @PostMapping("/{name}/disable")
  String disable(@PathVariable String name, Actor actor, RedirectAttributes page) {
    desk.change(name, null, true, actor);
    page.addFlashAttribute(DONE, name + " is disabled and logged out.");
    return LIST;
  }

  @PostMapping("/{name}/enable")
  String enable(@PathVariable String name, Actor actor, RedirectAttributes page) {
    desk.change(name, null, false, actor);
    page.addFlashAttribute(DONE, name + " may log in again.");
    return LIST;
  }

  /** Shown in this answer only, which is why it is no redirect. */
  @PostMapping("/{name}/link")
  String link(@PathVariable String name, Actor actor, Model model) {
    LogInLink link = desk.link(name, actor);
    model.addAttribute("name", name).addAttribute("link", link);
    return "console/operator-link";
  }

  /** Likewise. */
  @PostMapping("/{name}/password-reset")
  String resetPassword(@PathVariable String name, Actor actor, Model model) {
    LogInLink link = desk.resetPassword(name, actor);
    model.addAttribute("name", name).addAttribute("link", link).addAttribute("reset", true);
    return "console/operator-link";
  }
}
