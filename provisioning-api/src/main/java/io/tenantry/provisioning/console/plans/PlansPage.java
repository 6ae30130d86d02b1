package io.tenantry.provisioning.console.plans;

import io.tenantry.provisioning.plans.Plan;
import io.tenantry.provisioning.plans.PlanDesk;
import io.tenantry.provisioning.plans.Plans;
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

/** What tenants can subscribe to. */
@Controller
@RequestMapping("/console/plans")
class PlansPage {

  private static final int ROWS = 50;
  private static final String LIST = "redirect:/console/plans";
  private static final String DONE = "done";

  private final Plans plans;
  private final PlanDesk desk;

  PlansPage(Plans plans, PlanDesk desk) {
    this.plans = plans;
    this.desk = desk;
  }

  @GetMapping
  String list(@RequestParam(required = false) @Nullable String after, Model model) {
    List<Plan> found = plans.page(after, ROWS + 1);
    List<Plan> page = found.subList(0, Math.min(ROWS, found.size()));
    model
        .addAttribute("plans", page)
        .addAttribute("next", found.size() > ROWS ? page.getLast().name() : null);
    return "console/plans";
  }

  @PostMapping
  String put(@Valid @ModelAttribute PlanForm form, Actor actor, RedirectAttributes page) {
    boolean created = desk.put(form.name(), form.text(), form.limits(), actor).created();
    page.addFlashAttribute(
        DONE,
        created ? form.name() + " is made." : form.name() + " is changed, for all its tenants.");
    return LIST;
  }

  @PostMapping("/{name}/delete")
  String delete(@PathVariable String name, Actor actor, RedirectAttributes page) {
    desk.delete(name, actor);
    page.addFlashAttribute(DONE, name + " is deleted.");
    return LIST;
  }
}
