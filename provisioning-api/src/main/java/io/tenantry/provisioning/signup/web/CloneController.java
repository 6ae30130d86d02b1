package io.tenantry.provisioning.signup.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.provisioning.clients.ApiClient;
import io.tenantry.provisioning.signup.IdempotencyKey;
import io.tenantry.provisioning.signup.SignUpDesk;
import io.tenantry.provisioning.signup.SignedUp;
import io.tenantry.provisioning.tenants.TenantView;
import io.tenantry.registry.Actor;
import io.tenantry.registry.ExpectedVersion;
import io.tenantry.registry.TenantId;
import jakarta.validation.Valid;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Tenants")
class CloneController {

  private final SignUpDesk desk;
  private final SignUpAnswers answers;

  CloneController(SignUpDesk desk, SignUpAnswers answers) {
    this.desk = desk;
    this.answers = answers;
  }

  @PostMapping(
      path = SignUpAnswers.PATH + "/{id}/clone",
      produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Make a new tenant that is a copy of an ACTIVE, TRIAL or SUSPENDED one",
      description =
          "Type and plan are the source's. With data it has the source's rows as of one moment;"
              + " meanwhile the source goes on working. The answer is the new tenant.")
  @ApiResponse(
      responseCode = "202",
      description = "Recorded; its schema is being made",
      useReturnTypeSchema = true,
      headers =
          @Header(
              name = "Location",
              description = "Where the new tenant is",
              schema = @Schema(type = "string")))
  @ApiResponse(
      responseCode = "201",
      description = "Served already, within the time of Prefer",
      useReturnTypeSchema = true,
      headers =
          @Header(
              name = "Location",
              description = "Where the new tenant is",
              schema = @Schema(type = "string")))
  ResponseEntity<TenantView> cloneOf(
      @PathVariable UUID id,
      @RequestBody @Valid CloneRequest request,
      ExpectedVersion expected,
      @Parameter(
              description =
                  "Names this request: a repeat within 24 hours makes no second tenant and gets the"
                      + " first answer's status, or 201 if it waits and the tenant is served")
          @RequestHeader(name = IdempotencyHeader.NAME, required = false)
          @Nullable String idempotencyKey,
      @Parameter(description = "wait=N: answer when it is served, after N seconds at most")
          @RequestHeader(name = "Prefer", required = false)
          @Nullable String prefer,
      @Parameter(hidden = true) @AuthenticationPrincipal ApiClient client,
      Actor actor) {
    IdempotencyKey key = answers.key(idempotencyKey, client, List.of("clone", id, request));
    SignedUp signedUp =
        desk.cloneOf(new TenantId(id), expected, request.signUp(), request.data(), actor, key);
    return answers.answer(signedUp, prefer, key);
  }
}
