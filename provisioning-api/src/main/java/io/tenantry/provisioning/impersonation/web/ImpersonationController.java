package io.tenantry.provisioning.impersonation.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.provisioning.impersonation.ImpersonationDesk;
import io.tenantry.registry.Actor;
import io.tenantry.registry.ExpectedVersion;
import io.tenantry.registry.TenantId;
import jakarta.validation.Valid;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(
    path = "/api/v1/tenants/{id}/impersonations",
    produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Tenants")
class ImpersonationController {

  private final ImpersonationDesk desk;

  ImpersonationController(ImpersonationDesk desk) {
    this.desk = desk;
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      summary = "Make a link that leads into an ACTIVE or TRIAL tenant's application as its owner",
      description =
          "It works once and for a few minutes, on the tenant's own domain, and is shown here only."
              + " That it was made, and that it was used, is in the audit log. Needs the scope"
              + " operations.")
  ResponseEntity<ImpersonationView> open(
      @PathVariable UUID id,
      @RequestBody @Valid ImpersonationRequest request,
      ExpectedVersion expected,
      Actor actor) {
    return ResponseEntity.status(HttpStatus.CREATED)
        .cacheControl(CacheControl.noStore())
        .body(ImpersonationView.of(desk.open(new TenantId(id), expected, request.reason(), actor)));
  }
}
