package io.tenantry.provisioning.clients.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.provisioning.clients.ApiClient;
import io.tenantry.provisioning.clients.ClientDesk;
import io.tenantry.provisioning.clients.IssuedKey;
import io.tenantry.provisioning.clients.RegisteredClient;
import io.tenantry.provisioning.clients.RegisteredClients;
import io.tenantry.provisioning.ratelimit.ClientLimits;
import io.tenantry.registry.Actor;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = ApiClientsController.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "API clients")
class ApiClientsController {

  static final String PATH = "/api/v1/api-clients";

  private final ClientDesk desk;
  private final RegisteredClients clients;
  private final ClientLimits limits;

  ApiClientsController(ClientDesk desk, RegisteredClients clients, ClientLimits limits) {
    this.desk = desk;
    this.clients = clients;
    this.limits = limits;
  }

  @PostMapping
  @Operation(
      summary = "Make an API client",
      description = "With scopes that the caller has too. Its key is shown in this answer only.")
  @ApiResponse(
      responseCode = "201",
      description = "Made; this is its key",
      useReturnTypeSchema = true)
  ResponseEntity<IssuedKeyView> create(
      @Valid @RequestBody NewClientRequest request,
      @Parameter(hidden = true) @AuthenticationPrincipal ApiClient caller,
      Actor actor) {
    IssuedKey issued =
        desk.create(
            request.name(), request.scopes(), request.requestsPerMinute(), caller.id(), actor);
    return ResponseEntity.created(URI.create(PATH + "/" + issued.client().id()))
        .cacheControl(CacheControl.noStore())
        .body(IssuedKeyView.of(issued));
  }

  @GetMapping
  @Operation(summary = "API clients by name, page by page, revoked ones too")
  ClientPage list(
      @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
      @Parameter(description = "nextCursor of the page before")
          @RequestParam(required = false)
          @Pattern(regexp = "[A-Za-z0-9._-]{1,100}", message = "This cursor is not one of ours.")
          @Nullable String cursor) {
    List<RegisteredClient> found = clients.page(cursor, limit + 1);
    List<RegisteredClient> page = found.subList(0, Math.min(limit, found.size()));
    return new ClientPage(
        page.stream().map(ClientView::of).toList(),
        found.size() > limit ? page.getLast().name() : null);
  }

  @GetMapping("/{id}")
  @Operation(summary = "One API client")
  ClientView show(@PathVariable UUID id) {
    return clients
        .find(id)
        .map(ClientView::of)
        .orElseThrow(() -> ClientProblems.notFound("There is no API client " + id + "."));
  }

  @PatchMapping("/{id}")
  @Operation(
      summary = "Change an API client's own rate limit",
      description = "0 is no limit, null the limit of the installation.")
  ClientView change(
      @PathVariable UUID id,
      @Valid @RequestBody ClientChange change,
      @Parameter(hidden = true) @AuthenticationPrincipal ApiClient caller,
      Actor actor) {
    if (!change.isGiven()) {
      return show(id);
    }
    RegisteredClient changed = desk.limit(id, change.getRequestsPerMinute(), caller.id(), actor);
    limits.forget(id);
    return ClientView.of(changed);
  }

  @PostMapping("/{id}/rotate")
  @Operation(
      summary = "Give an API client a new key",
      description =
          "The old one stays good for the grace, one that is older still does not. The new one is"
              + " shown in this answer only.")
  ResponseEntity<IssuedKeyView> rotate(
      @PathVariable UUID id,
      @Valid @RequestBody(required = false) @Nullable RotationRequest request,
      @Parameter(hidden = true) @AuthenticationPrincipal ApiClient caller,
      Actor actor) {
    Duration grace = request == null ? Duration.ZERO : request.grace();
    return ResponseEntity.status(HttpStatus.OK)
        .cacheControl(CacheControl.noStore())
        .body(IssuedKeyView.of(desk.rotate(id, grace, caller.id(), actor)));
  }

  @PostMapping("/{id}/revoke")
  @Operation(
      summary = "Revoke an API client for good",
      description = "At once, on all instances. Its name is not free again.")
  ClientView revoke(
      @PathVariable UUID id,
      @Parameter(hidden = true) @AuthenticationPrincipal ApiClient caller,
      Actor actor) {
    return ClientView.of(desk.revoke(id, caller.id(), actor));
  }
}
