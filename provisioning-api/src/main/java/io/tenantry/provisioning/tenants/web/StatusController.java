package io.tenantry.provisioning.tenants.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.provisioning.tenants.TenantView;
import io.tenantry.provisioning.tenants.TenantViews;
import io.tenantry.registry.Actor;
import io.tenantry.registry.ExpectedVersion;
import io.tenantry.registry.TenantId;
import io.tenantry.registry.TenantLifecycle;
import jakarta.validation.Valid;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/v1/tenants/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Tenants")
class StatusController {

  private final TenantLifecycle lifecycle;
  private final TenantViews views;

  StatusController(TenantLifecycle lifecycle, TenantViews views) {
    this.lifecycle = lifecycle;
    this.views = views;
  }

  @PostMapping("/suspend")
  @Operation(
      summary = "Refuse an ACTIVE or TRIAL tenant's requests",
      description = "Its data stay. Its users get 403 until it is resumed.")
  ResponseEntity<TenantView> suspend(
      @PathVariable UUID id,
      @RequestBody @Valid SuspendRequest request,
      ExpectedVersion expected,
      Actor actor) {
    return views.answer(lifecycle.suspend(new TenantId(id), expected, request.reason(), actor));
  }

  @PostMapping("/resume")
  @Operation(
      summary = "Serve a SUSPENDED tenant again",
      description = "It is on TRIAL while its trial's end is ahead, else ACTIVE.")
  ResponseEntity<TenantView> resume(
      @PathVariable UUID id,
      @RequestBody(required = false) @Valid @Nullable ReasonRequest request,
      ExpectedVersion expected,
      Actor actor) {
    return views.answer(
        lifecycle.resume(new TenantId(id), expected, ReasonRequest.of(request), actor));
  }

  @PostMapping("/retry")
  @Operation(
      summary = "Build a FAILED tenant anew",
      description = "It is PENDING again, with all its attempts before it.")
  ResponseEntity<TenantView> retry(
      @PathVariable UUID id,
      @RequestBody(required = false) @Valid @Nullable ReasonRequest request,
      ExpectedVersion expected,
      Actor actor) {
    return views.answer(
        lifecycle.retry(new TenantId(id), expected, ReasonRequest.of(request), actor));
  }
}
