package io.tenantry.provisioning.console.trouble;

import io.tenantry.problems.ProblemException;
import io.tenantry.provisioning.operations.Finding;
import io.tenantry.provisioning.operations.Findings;
import io.tenantry.provisioning.operations.RepairAnswer;
import io.tenantry.provisioning.operations.RepairDesk;
import io.tenantry.provisioning.paging.Cursor;
import io.tenantry.registry.Actor;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where registry and database disagree; repairs that lose data ask for the subject. */
@Controller
@RequestMapping("/console/trouble/findings")
class FindingsPage {

  private static final int ROWS = 50;

  private final Findings findings;
  private final RepairDesk desk;

  FindingsPage(Findings findings, RepairDesk desk) {
    this.findings = findings;
    this.desk = desk;
  }

  @GetMapping
  String list(
      @RequestParam(defaultValue = "false") boolean resolved,
      @RequestParam(defaultValue = "") String cursor,
      Model model) {
    Long after = cursor.isEmpty() ? null : Cursor.parse(cursor, 1).number(0);
    List<Finding> found = findings.page(null, resolved, after, ROWS + 1);
    List<Finding> page = found.subList(0, Math.min(ROWS, found.size()));
    model
        .addAttribute("findings", FindingRow.of(page))
        .addAttribute("resolved", resolved)
        .addAttribute(
            "next", found.size() > ROWS ? Cursor.of(page.getLast().id()).toString() : null);
    return "console/findings";
  }

  @GetMapping("/{id}")
  String show(@PathVariable long id, Model model) {
    model.addAttribute("row", findings.find(id).map(FindingRow::of).orElseThrow(() -> unknown(id)));
    return "console/finding";
  }

  @PostMapping("/{id}/repair")
  String repair(
      @PathVariable long id,
      @RequestParam String action,
      @RequestParam(required = false) @Nullable String confirm,
      Actor actor,
      RedirectAttributes page) {
    switch (desk.order(id, action, confirm == null ? null : confirm.strip(), actor)) {
      case RepairAnswer.Ordered _ ->
          page.addFlashAttribute("done", "Ordered: a worker looks once more, and repairs it.");
      case RepairAnswer.Unknown _ -> throw unknown(id);
      case RepairAnswer.Resolved _ ->
          throw new ProblemException(
              HttpStatus.CONFLICT, "finding-resolved", "The finding is resolved already.");
      case RepairAnswer.ByHand(Finding finding) ->
          throw new ProblemException(
              HttpStatus.CONFLICT,
              "finding-not-repairable",
              "No program can repair this: " + finding.detail());
      case RepairAnswer.Unclear(String field, String detail) ->
          throw ProblemException.invalid(field, detail);
    }
    return "redirect:/console/trouble/findings/{id}";
  }

  private static ProblemException unknown(long id) {
    return new ProblemException(
        HttpStatus.NOT_FOUND, "finding-not-found", "There is no finding " + id + ".");
  }
}
