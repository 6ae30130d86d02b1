package io.tenantry.provisioning.migrations.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.provisioning.migrations.MigrationPlan;
import io.tenantry.provisioning.migrations.MigrationPlans;
import io.tenantry.provisioning.migrations.Selections;
import io.tenantry.registry.Actor;
import io.tenantry.registry.runs.MigrationRun;
import io.tenantry.registry.runs.MigrationRuns;
import io.tenantry.registry.runs.RunStart;
import io.tenantry.registry.runs.RunState;
import io.tenantry.registry.runs.RunTenant;
import io.tenantry.registry.runs.RunTenantState;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = MigrationRunsController.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Migrations")
class MigrationRunsController {

  static final String PATH = "/api/v1/migration-runs";

  private final RunStart starts;
  private final MigrationRuns runs;
  private final MigrationPlans plans;
  private final Selections selections;

  MigrationRunsController(
      RunStart starts, MigrationRuns runs, MigrationPlans plans, Selections selections) {
    this.starts = starts;
    this.runs = runs;
    this.plans = plans;
    this.selections = selections;
  }

  @PostMapping
  @Operation(
      summary = "Migrate tenants that lack scripts of their type",
      description =
          "Each in a transaction of its own, by all workers. A tenant that is busy is tried again"
              + " and holds up nobody.")
  @ApiResponse(
      responseCode = "201",
      description = "The run has started",
      useReturnTypeSchema = true,
      headers =
          @Header(
              name = "Location",
              description = "Where the run is",
              schema = @Schema(type = "string")))
  @ApiResponse(
      responseCode = "200",
      description = "Nobody is behind: nothing was started",
      useReturnTypeSchema = true)
  ResponseEntity<RunView> start(
      @RequestBody(required = false) @Valid @Nullable RunRequest request, Actor actor) {
    RunRequest wanted = Objects.requireNonNullElse(request, RunRequest.EVERYBODY);
    return starts
        .start(wanted.selection(selections), wanted.options(), wanted.isShared(), actor)
        .map(id -> ResponseEntity.created(URI.create(PATH + "/" + id)).body(view(runs.find(id))))
        .orElseGet(() -> ResponseEntity.ok(RunView.nothing(wanted, actor.name())));
  }

  @PostMapping("/plan")
  @Operation(
      summary = "What such a run would do",
      description = "By what the registry knows; nothing changes.")
  MigrationPlan plan(@RequestBody(required = false) @Valid @Nullable RunRequest request) {
    return plans.of(
        Objects.requireNonNullElse(request, RunRequest.EVERYBODY).selection(selections));
  }

  @GetMapping
  @Operation(summary = "Runs, newest first, page by page")
  RunPage list(
      @RequestParam(required = false) @Nullable RunState state,
      @Valid @ParameterObject RunsQuery query) {
    int limit = query.limitOrDefault();
    List<MigrationRun> found = runs.page(state, query.after(), limit + 1);
    List<MigrationRun> page = found.subList(0, Math.min(limit, found.size()));
    return new RunPage(
        page.stream().map(MigrationRunsController::view).toList(),
        found.size() > limit ? RunsQuery.cursor(page.getLast().id()) : null);
  }

  @GetMapping("/{id}")
  @Operation(summary = "One run, with its tenants counted by what became of them")
  RunView show(@PathVariable UUID id) {
    return view(runs.find(id));
  }

  @GetMapping("/{id}/tenants")
  @Operation(summary = "What became of each tenant, page by page")
  RunTenantPage tenants(
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable RunTenantState state,
      @Valid @ParameterObject RunsQuery query) {
    runs.find(id);
    int limit = query.limitOrDefault();
    List<RunTenant> found = runs.tenants(id, state, query.after(), limit + 1);
    List<RunTenant> page = found.subList(0, Math.min(limit, found.size()));
    return new RunTenantPage(
        page.stream().map(RunTenantView::of).toList(),
        found.size() > limit ? RunsQuery.cursor(page.getLast().tenantId()) : null);
  }

  private static RunView view(MigrationRun run) {
    return RunView.of(run);
  }
}
