package io.tenantry.provisioning.migrations.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.provisioning.migrations.TenantTypes;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Migrations")
class TenantTypesController {

  private final TenantTypes types;

  TenantTypesController(TenantTypes types) {
    this.types = types;
  }

  @GetMapping(path = "/api/v1/tenant-types", produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(summary = "Types of tenants with their scripts, as the workers have them")
  TenantTypeList list() {
    return new TenantTypeList(types.all().stream().map(TenantTypeView::of).toList());
  }
}
