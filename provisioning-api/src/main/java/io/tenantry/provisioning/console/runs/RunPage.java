package io.tenantry.provisioning.console.runs;

import io.tenantry.provisioning.console.live.LiveStreams;
import io.tenantry.registry.Actor;
import io.tenantry.registry.runs.MigrationRun;
import io.tenantry.registry.runs.MigrationRuns;
import io.tenantry.registry.runs.RunControl;
import io.tenantry.registry.runs.RunTenant;
import io.tenantry.registry.runs.RunTenantState;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One run: how far it is, what failed and why, and what can be done to it. */
@Controller
@RequestMapping("/console/runs/{id}")
class RunPage {

  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final int ROWS = 50;
  private static final int FAILURES = 20;

  /** Of a run's many waves, those around the present one. */
  private static final int WAVES_BEFORE = 5;

  private static final String RUN = "redirect:/console/runs/{id}?done=1";
  private static final String DONE = "done";

  private final MigrationRuns runs;
  private final RunWaves waves;
  private final RunControl control;
  private final LiveStreams streams;

  RunPage(MigrationRuns runs, RunWaves waves, RunControl control, LiveStreams streams) {
    this.runs = runs;
    this.waves = waves;
    this.control = control;
    this.streams = streams;
  }

  @GetMapping
  String show(
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable RunTenantState state,
      @RequestParam(defaultValue = "") String cursor,
      Model model) {
    MigrationRun run = runs.find(id);
    List<RunTenant> found = runs.tenants(id, state, RunsPage.after(cursor), ROWS + 1);
    List<RunTenant> page = found.subList(0, Math.min(ROWS, found.size()));
    model
        .addAttribute("run", run)
        .addAttribute("progress", Progress.of(run))
        .addAttribute("waves", waves.from(id, Math.max(1, run.wave() - WAVES_BEFORE)))
        .addAttribute(
            "failures",
            run.failed() == 0 ? List.of() : runs.tenants(id, RunTenantState.FAILED, null, FAILURES))
        .addAttribute("tenants", page)
        .addAttribute("state", state)
        .addAttribute("states", RunTenantState.values())
        .addAttribute("cursor", cursor)
        .addAttribute("next", found.size() > ROWS ? RunsPage.end(page.getLast().tenantId()) : null);
    return "console/run";
  }

  /** Tells when the run has got on. */
  @GetMapping(path = "/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  void live(@PathVariable UUID id, HttpServletResponse response) throws InterruptedException {
    streams.tellChanges(response, EVERY, () -> runs.find(id));
  }

  @PostMapping("/pause")
  String pause(@PathVariable UUID id, Actor actor, RedirectAttributes page) {
    control.pause(id, actor);
    page.addFlashAttribute(DONE, "Paused: what a worker is at is finished, nothing else is begun.");
    return RUN;
  }

  @PostMapping("/resume")
  String resume(@PathVariable UUID id, Actor actor, RedirectAttributes page) {
    control.resume(id, actor);
    page.addFlashAttribute(DONE, "Resumed: failures so far count no more for the budget.");
    return RUN;
  }

  @PostMapping("/cancel")
  String cancel(@PathVariable UUID id, Actor actor, RedirectAttributes page) {
    control.cancel(id, actor);
    page.addFlashAttribute(DONE, "Cancelled: tenants that were not begun stay as they are.");
    return RUN;
  }

  @PostMapping("/retry-failed")
  String retryFailed(@PathVariable UUID id, Actor actor, RedirectAttributes page) {
    control.retryFailed(id, actor);
    page.addFlashAttribute(DONE, "Ordered: those that failed are tried again.");
    return RUN;
  }
}
