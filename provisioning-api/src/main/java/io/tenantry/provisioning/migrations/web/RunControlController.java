package io.tenantry.provisioning.migrations.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.registry.Actor;
import io.tenantry.registry.runs.RunControl;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(
    path = MigrationRunsController.PATH + "/{id}",
    produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Migrations")
class RunControlController {

  private final RunControl control;

  RunControlController(RunControl control) {
    this.control = control;
  }

  @PostMapping("/pause")
  @Operation(
      summary = "Begin no further tenant",
      description = "Those that a worker is at are finished.")
  RunView pause(@PathVariable UUID id, Actor actor) {
    return RunView.of(control.pause(id, actor));
  }

  @PostMapping("/resume")
  @Operation(
      summary = "Go on with a run that is PAUSED",
      description = "Failures so far count no more, neither for the budget nor for the canaries.")
  RunView resume(@PathVariable UUID id, Actor actor) {
    return RunView.of(control.resume(id, actor));
  }

  @PostMapping("/cancel")
  @Operation(
      summary = "End a run before its end",
      description = "Tenants that were not begun stay as they are.")
  RunView cancel(@PathVariable UUID id, Actor actor) {
    return RunView.of(control.cancel(id, actor));
  }

  @PostMapping("/retry-failed")
  @Operation(
      summary = "Try again the tenants of a run that failed",
      description = "After the reason was repaired. A run that is PAUSED or FAILED goes on.")
  RunView retryFailed(@PathVariable UUID id, Actor actor) {
    return RunView.of(control.retryFailed(id, actor));
  }
}
