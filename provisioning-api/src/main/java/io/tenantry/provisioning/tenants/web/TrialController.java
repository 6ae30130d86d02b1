package io.tenantry.provisioning.tenants.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.provisioning.tenants.TenantView;
import io.tenantry.provisioning.tenants.TenantViews;
import io.tenantry.registry.Actor;
import io.tenantry.registry.ExpectedVersion;
import io.tenantry.registry.TenantId;
import io.tenantry.registry.Trials;
import jakarta.validation.Valid;
import java.util.Objects;
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
class TrialController {

  private final Trials trials;
  private final TenantViews views;

  TrialController(Trials trials, TenantViews views) {
    this.trials = trials;
    this.views = views;
  }

  @PostMapping("/convert")
  @Operation(
      summary = "Make a TRIAL a lasting tenant",
      description = "It is ACTIVE from now on, on another plan if one is named.")
  ResponseEntity<TenantView> convert(
      @PathVariable UUID id,
      @RequestBody(required = false) @Valid @Nullable ConvertRequest request,
      ExpectedVersion expected,
      Actor actor) {
    return views.answer(
        trials.convert(
            new TenantId(id),
            expected,
            request == null ? null : request.plan(),
            request == null ? "" : Objects.requireNonNullElse(request.reason(), ""),
            actor));
  }

  @PostMapping("/extend-trial")
  @Operation(
      summary = "Let a trial last longer",
      description =
          "By days, counted from now where the trial is over, or until a time. A tenant whose trial"
              + " has expired stays SUSPENDED; once resumed it is on TRIAL again.")
  ResponseEntity<TenantView> extend(
      @PathVariable UUID id,
      @RequestBody @Valid ExtendTrialRequest request,
      ExpectedVersion expected,
      Actor actor) {
    return views.answer(
        trials.extend(
            new TenantId(id),
            expected,
            request.extension(),
            Objects.requireNonNullElse(request.reason(), ""),
            actor));
  }
}
