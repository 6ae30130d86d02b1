package io.tenantry.provisioning.console.runs;

import io.tenantry.provisioning.migrations.MigrationPlans;
import io.tenantry.provisioning.migrations.Selections;
import io.tenantry.provisioning.migrations.TenantTypes;
import io.tenantry.provisioning.paging.Cursor;
import io.tenantry.registry.Actor;
import io.tenantry.registry.runs.MigrationRun;
import io.tenantry.registry.runs.MigrationRuns;
import io.tenantry.registry.runs.RunOptions;
import io.tenantry.registry.runs.RunStart;
import io.tenantry.registry.runs.RunState;
import jakarta.validation.Valid;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Who is behind, what a run would do about it, and the runs that there were. */
@Controller
@RequestMapping("/console/runs")
class RunsPage {

  private static final int ROWS = 25;

  private final RunStart starts;
  private final MigrationRuns runs;
  private final MigrationPlans plans;
  private final TenantTypes types;
  private final Selections selections;

  RunsPage(
      RunStart starts,
      MigrationRuns runs,
      MigrationPlans plans,
      TenantTypes types,
      Selections selections) {
    this.starts = starts;
    this.runs = runs;
    this.plans = plans;
    this.types = types;
    this.selections = selections;
  }

  /** A run, and how far it is. */
  record Row(MigrationRun run, Progress progress) {}

  @GetMapping
  String list(
      @RequestParam(required = false) @Nullable RunState state,
      @RequestParam(defaultValue = "") String cursor,
      Model model) {
    List<MigrationRun> found = runs.page(state, after(cursor), ROWS + 1);
    List<MigrationRun> page = found.subList(0, Math.min(ROWS, found.size()));
    model
        .addAttribute("types", types.all())
        .addAttribute("runs", page.stream().map(run -> new Row(run, Progress.of(run))).toList())
        .addAttribute("state", state)
        .addAttribute("states", RunState.values())
        .addAttribute("cursor", cursor)
        .addAttribute("next", found.size() > ROWS ? end(page.getLast().id()) : null);
    return "console/runs";
  }

  /** What such a run would do; nothing changes. */
  @GetMapping("/new")
  String plan(@Valid @ModelAttribute("form") RunForm form, Model model) {
    model
        .addAttribute("types", types.names())
        .addAttribute("defaults", RunOptions.DEFAULTS)
        .addAttribute("plan", plans.of(form.selection(selections)));
    return "console/run-new";
  }

  @PostMapping
  String start(@Valid @ModelAttribute("form") RunForm form, Actor actor, RedirectAttributes page) {
    Optional<UUID> started =
        starts.start(form.selection(selections), form.options(), form.isShared(), actor);
    if (started.isEmpty()) {
      page.addFlashAttribute("done", "Nobody of them is behind: there was nothing to start.");
      return "redirect:/console/runs";
    }
    page.addFlashAttribute("done", "Started.");
    page.addAttribute("run", started.get());
    return "redirect:/console/runs/{run}";
  }

  static @Nullable UUID after(String text) {
    if (text.isEmpty()) {
      return null;
    }
    Cursor cursor = Cursor.parse(text, 2);
    return new UUID(cursor.number(0), cursor.number(1));
  }

  static String end(UUID last) {
    return Cursor.of(last.getMostSignificantBits(), last.getLeastSignificantBits()).toString();
  }
}
