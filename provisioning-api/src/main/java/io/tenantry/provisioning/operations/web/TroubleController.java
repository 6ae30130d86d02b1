package io.tenantry.provisioning.operations.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.provisioning.operations.FailedTenants;
import io.tenantry.provisioning.operations.Troubles;
import io.tenantry.registry.Actor;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/v1/operations", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Operations")
class TroubleController {

  private final Troubles troubles;
  private final FailedTenants failed;

  TroubleController(Troubles troubles, FailedTenants failed) {
    this.troubles = troubles;
    this.failed = failed;
  }

  @GetMapping("/trouble")
  @Operation(
      summary = "What does not go on by itself",
      description =
          "Tenants that wait or have failed, the outbox, dead letters and findings at a glance.")
  TroubleView show(@RequestParam(defaultValue = "20") @Min(1) @Max(200) int limit) {
    return TroubleView.of(troubles.look(limit));
  }

  @PostMapping("/failed-tenants/retry")
  @Operation(
      summary = "Build many FAILED tenants anew, oldest first",
      description = "As many as go in some seconds; repeat it until there are no more.")
  Retried retry(
      @RequestBody(required = false) @Valid @Nullable RetryFailedRequest request, Actor actor) {
    RetryFailedRequest wanted = Objects.requireNonNullElse(request, RetryFailedRequest.ALL);
    return new Retried(
        failed.retry(
            wanted.type(),
            wanted.statusReason(),
            wanted.limitOrDefault(),
            wanted.reasonOrNone(),
            actor));
  }

  /** How many are PENDING again. */
  @Schema(name = "RetriedTenants")
  record Retried(@Schema(example = "12") int retried) {}
}
