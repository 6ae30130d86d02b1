package io.tenantry.provisioning.renaming.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.problems.ProblemException;
import io.tenantry.provisioning.renaming.RenameDesk;
import io.tenantry.provisioning.tenants.TenantView;
import io.tenantry.provisioning.tenants.TenantViews;
import io.tenantry.provisioning.waiting.TenantWait;
import io.tenantry.provisioning.waiting.WaitPreference;
import io.tenantry.registry.Actor;
import io.tenantry.registry.ExpectedVersion;
import io.tenantry.registry.SchemaName;
import io.tenantry.registry.Tenant;
import io.tenantry.registry.TenantId;
import jakarta.validation.Valid;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Tenants")
class RenameController {

  private final RenameDesk desk;
  private final TenantWait waiting;
  private final TenantViews views;

  RenameController(RenameDesk desk, TenantWait waiting, TenantViews views) {
    this.desk = desk;
    this.waiting = waiting;
    this.views = views;
  }

  @PostMapping(path = "/api/v1/tenants/{id}/rename", produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Give an ACTIVE, TRIAL or SUSPENDED tenant another schema name",
      description =
          "Schema, role and default domain get the name while its users work on. Until then it is"
              + " renamingTo; nobody else can have it any more.")
  @ApiResponse(
      responseCode = "202",
      description = "Ordered; renamingTo is the name to come",
      useReturnTypeSchema = true)
  @ApiResponse(
      responseCode = "200",
      description = "It has the name: already, or within the time of Prefer",
      useReturnTypeSchema = true)
  ResponseEntity<TenantView> rename(
      @PathVariable UUID id,
      @RequestBody @Valid RenameRequest request,
      ExpectedVersion expected,
      @Parameter(description = "wait=N: answer when it has the name, after N seconds at most")
          @RequestHeader(name = "Prefer", required = false)
          @Nullable String prefer,
      Actor actor) {
    SchemaName name = new SchemaName(request.schemaName());
    Tenant ordered =
        desk.rename(new TenantId(id), expected, name, request.redirectDaysOrNone(), actor);
    Optional<WaitPreference> preference = WaitPreference.parse(prefer);
    Optional<Tenant> waited =
        preference.flatMap(
            wait -> waiting.await(ordered, RenameController::isPending, wait.duration()));
    Tenant tenant = waited.orElse(ordered);
    if (isPending(tenant)) {
      return answer(tenant, HttpStatus.ACCEPTED, waited.flatMap(_ -> preference));
    }
    if (!tenant.schemaName().equals(name)) {
      throw new ProblemException(
          HttpStatus.CONFLICT,
          "rename-failed",
          "The tenant keeps its name: something in the database has the name " + name + ".");
    }
    return answer(tenant, HttpStatus.OK, waited.flatMap(_ -> preference));
  }

  private ResponseEntity<TenantView> answer(
      Tenant tenant, HttpStatus status, Optional<WaitPreference> applied) {
    var answer = ResponseEntity.status(status);
    applied.ifPresent(preference -> answer.header("Preference-Applied", preference.applied()));
    return views.answer(tenant, answer);
  }

  private static boolean isPending(Tenant tenant) {
    return tenant.renamingTo() != null;
  }
}
