package io.tenantry.provisioning.jobs.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.events.JobAnnounced;
import io.tenantry.provisioning.jobs.JobRun;
import io.tenantry.provisioning.jobs.JobRunDesk;
import io.tenantry.provisioning.jobs.JobRunState;
import io.tenantry.provisioning.jobs.JobRunTenant;
import io.tenantry.provisioning.jobs.JobRuns;
import io.tenantry.provisioning.jobs.JobTenantState;
import io.tenantry.registry.Actor;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.util.List;
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
@RequestMapping(path = JobRunsController.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Jobs")
class JobRunsController {

  static final String PATH = "/api/v1/job-runs";

  private final JobRunDesk desk;
  private final JobRuns runs;
  private final JobSelections selections;

  JobRunsController(JobRunDesk desk, JobRuns runs, JobSelections selections) {
    this.desk = desk;
    this.runs = runs;
    this.selections = selections;
  }

  @PostMapping
  @Operation(
      summary = "Have the tenant application run a job",
      description =
          "For each tenant in its role, one job of a tenant at a time. A failure in one stops no"
              + " other. The application says whether it has such a job.")
  @ApiResponse(
      responseCode = "202",
      description = "The run is written down",
      useReturnTypeSchema = true,
      headers =
          @Header(
              name = "Location",
              description = "Where the run is",
              schema = @Schema(type = "string")))
  ResponseEntity<JobRunView> start(@RequestBody @Valid JobRunRequest request, Actor actor) {
    JobRun run =
        desk.start(
            request.job(), selections.of(request.selection()), request.parametersOrNone(), actor);
    return ResponseEntity.accepted()
        .location(URI.create(PATH + "/" + run.id()))
        .body(JobRunView.of(run));
  }

  @GetMapping
  @Operation(summary = "Runs, newest first, page by page")
  JobRunPage list(
      @RequestParam(required = false) @Nullable JobRunState state,
      @RequestParam(required = false)
          @Nullable
          @Pattern(regexp = JobAnnounced.NAME, message = "is no name of a job")
          String job,
      @Valid @ParameterObject JobRunsQuery query) {
    int limit = query.limitOrDefault();
    List<JobRun> found = runs.page(state, job, query.after(), limit + 1);
    List<JobRun> page = found.subList(0, Math.min(limit, found.size()));
    return new JobRunPage(
        page.stream().map(JobRunView::of).toList(),
        found.size() > limit ? JobRunsQuery.cursor(page.getLast().id()) : null);
  }

  @GetMapping("/{id}")
  @Operation(summary = "One run, with its tenants counted by what became of them")
  JobRunView show(@PathVariable UUID id) {
    return JobRunView.of(runs.find(id));
  }

  @GetMapping("/{id}/tenants")
  @Operation(summary = "What became of each tenant, page by page")
  JobRunTenantPage tenants(
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable JobTenantState state,
      @Valid @ParameterObject JobRunsQuery query) {
    runs.find(id);
    int limit = query.limitOrDefault();
    List<JobRunTenant> found = runs.tenants(id, state, query.after(), limit + 1);
    List<JobRunTenant> page = found.subList(0, Math.min(limit, found.size()));
    return new JobRunTenantPage(
        page.stream().map(JobRunTenantView::of).toList(),
        found.size() > limit ? JobRunsQuery.cursor(page.getLast().tenantId()) : null);
  }

  @PostMapping("/{id}/cancel")
  @Operation(
      summary = "End a run before its end",
      description = "What has been sent to the application is done all the same.")
  JobRunView cancel(@PathVariable UUID id, Actor actor) {
    return JobRunView.of(desk.cancel(id, actor));
  }

  @PostMapping("/{id}/retry-failed")
  @Operation(summary = "Run the job again where it failed", description = "The run goes on.")
  JobRunView retryFailed(@PathVariable UUID id, Actor actor) {
    return JobRunView.of(desk.retryFailed(id, actor));
  }
}
