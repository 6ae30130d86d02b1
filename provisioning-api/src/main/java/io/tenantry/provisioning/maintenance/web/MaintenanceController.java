package io.tenantry.provisioning.maintenance.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.provisioning.maintenance.MaintenanceDesk;
import io.tenantry.registry.Actor;
import io.tenantry.registry.ExpectedVersion;
import io.tenantry.registry.TenantId;
import jakarta.validation.Valid;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(
    path = "/api/v1/tenants/{id}/maintenance",
    produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Tenants")
class MaintenanceController {

  private final MaintenanceDesk desk;

  MaintenanceController(MaintenanceDesk desk) {
    this.desk = desk;
  }

  @PostMapping
  @Operation(
      summary = "Keep an ACTIVE or TRIAL tenant's users out for a while",
      description =
          "They get 503. Who follows the link of this answer is served; it is shown here only, and"
              + " the one before is no good any more.")
  ResponseEntity<BypassView> begin(
      @PathVariable UUID id,
      @RequestBody(required = false) @Valid @Nullable MaintenanceRequest request,
      ExpectedVersion expected,
      Actor actor) {
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(
            BypassView.of(
                desk.begin(
                    new TenantId(id), expected, MaintenanceRequest.reasonOf(request), actor)));
  }

  @DeleteMapping
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Serve a tenant's users again", description = "Also if they are served.")
  void end(@PathVariable UUID id, ExpectedVersion expected, Actor actor) {
    desk.end(new TenantId(id), expected, actor);
  }
}
