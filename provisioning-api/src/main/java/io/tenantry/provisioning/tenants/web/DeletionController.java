package io.tenantry.provisioning.tenants.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.problems.ProblemException;
import io.tenantry.provisioning.tenants.GracePeriods;
import io.tenantry.provisioning.tenants.TenantView;
import io.tenantry.provisioning.tenants.TenantViews;
import io.tenantry.registry.Actor;
import io.tenantry.registry.Deletions;
import io.tenantry.registry.ExpectedVersion;
import io.tenantry.registry.Tenant;
import io.tenantry.registry.TenantId;
import jakarta.validation.Valid;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/v1/tenants/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Tenants")
class DeletionController {

  private final Deletions deletions;
  private final GracePeriods periods;
  private final TenantViews views;

  DeletionController(Deletions deletions, GracePeriods periods, TenantViews views) {
    this.deletions = deletions;
    this.periods = periods;
    this.views = views;
  }

  @DeleteMapping
  @Operation(
      summary = "Delete a tenant when its grace period is over",
      description =
          "Its users get 410 from now on. Until dropAfter it can be restored; then schema and role"
              + " are dropped, and its names are free.")
  @ApiResponse(
      responseCode = "202",
      description = "DELETING until a worker has dropped it",
      useReturnTypeSchema = true)
  ResponseEntity<TenantView> delete(
      @PathVariable UUID id,
      @ParameterObject @Valid DeletionQuery query,
      ExpectedVersion expected,
      Actor actor) {
    Tenant tenant =
        deletions.request(new TenantId(id), expected, grace(query), query.reasonOrNone(), actor);
    return views.answer(tenant, ResponseEntity.accepted());
  }

  @PostMapping("/restore")
  @Operation(
      summary = "Bring a DELETING tenant back as it was",
      description = "Possible until its drop has started.")
  ResponseEntity<TenantView> restore(
      @PathVariable UUID id,
      @RequestBody(required = false) @Valid @Nullable ReasonRequest request,
      ExpectedVersion expected,
      Actor actor) {
    return views.answer(
        deletions.restore(new TenantId(id), expected, ReasonRequest.of(request), actor));
  }

  private Duration grace(DeletionQuery query) {
    Integer days = query.graceDays();
    if (query.isForced()) {
      if (days != null) {
        throw ProblemException.invalid("graceDays", "graceDays: can't be given beside force");
      }
      return Duration.ZERO;
    }
    if (days == null) {
      return periods.grace();
    }
    Duration wanted = Duration.ofDays(days);
    if (!periods.allow(wanted)) {
      throw ProblemException.invalid(
          "graceDays",
          "graceDays: must be %d to %d here"
              .formatted(
                  periods.shortest().plusDays(1).minusNanos(1).toDays(),
                  periods.longest().toDays()));
    }
    return wanted;
  }
}
