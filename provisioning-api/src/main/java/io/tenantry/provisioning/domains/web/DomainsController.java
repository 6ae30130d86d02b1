package io.tenantry.provisioning.domains.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.events.HostName;
import io.tenantry.provisioning.domains.Domain;
import io.tenantry.provisioning.domains.DomainDesk;
import io.tenantry.provisioning.domains.DomainNotFoundException;
import io.tenantry.provisioning.domains.Domains;
import io.tenantry.registry.Actor;
import io.tenantry.registry.ExpectedVersion;
import io.tenantry.registry.TenantId;
import io.tenantry.registry.TenantNotFoundException;
import io.tenantry.registry.Tenants;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/v1/tenants/{id}/domains", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Domains")
class DomainsController {

  private final Tenants tenants;
  private final Domains domains;
  private final DomainDesk desk;

  DomainsController(Tenants tenants, Domains domains, DomainDesk desk) {
    this.tenants = tenants;
    this.domains = domains;
    this.desk = desk;
  }

  @GetMapping
  @Operation(summary = "A tenant's domains, the primary one first")
  DomainList list(@PathVariable UUID id) {
    return new DomainList(domains.of(known(id)).stream().map(DomainView::of).toList());
  }

  @GetMapping("/{domain}")
  @Operation(
      summary = "One domain of a tenant",
      description = "With what to publish to prove it, and what became of looking for that.")
  DomainView show(@PathVariable UUID id, @PathVariable String domain) {
    return DomainView.of(domains.get(known(id), normalised(domain)));
  }

  @PostMapping
  @Operation(
      summary = "Add a domain of the customer's",
      description =
          "It is PENDING and leads nowhere until the customer has published the DNS record or the"
              + " HTTP answer that verification names. Both are looked for from time to time, and"
              + " at once on demand.")
  @ApiResponse(
      responseCode = "201",
      description = "Added",
      useReturnTypeSchema = true,
      headers =
          @Header(
              name = "Location",
              description = "Where it is",
              schema = @Schema(type = "string")))
  ResponseEntity<DomainView> add(
      @PathVariable UUID id,
      @Valid @RequestBody NewDomainRequest request,
      ExpectedVersion expected,
      Actor actor) {
    Domain added = desk.add(new TenantId(id), request.domain(), expected, actor);
    return ResponseEntity.created(URI.create("/api/v1/tenants/" + id + "/domains/" + added.name()))
        .body(DomainView.of(added));
  }

  @DeleteMapping("/{domain}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      summary = "Remove a domain",
      description = "Neither the primary one nor the default one.")
  void remove(
      @PathVariable UUID id, @PathVariable String domain, ExpectedVersion expected, Actor actor) {
    desk.remove(new TenantId(id), normalised(domain), expected, actor);
  }

  @PostMapping("/{domain}/primary")
  @Operation(
      summary = "Let links to the tenant use this domain",
      description =
          "It must be VERIFIED. The one that was primary stays and goes on to lead there.")
  DomainView makePrimary(
      @PathVariable UUID id, @PathVariable String domain, ExpectedVersion expected, Actor actor) {
    return DomainView.of(desk.makePrimary(new TenantId(id), normalised(domain), expected, actor));
  }

  @PostMapping("/{domain}/verify")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(
      summary = "Look for the proof now",
      description =
          "Asynchronously: lastCheckAt tells that it was done, status or lastError what was found."
              + " Also for a domain that is no longer looked for, and for a VERIFIED one.")
  DomainView verify(
      @PathVariable UUID id, @PathVariable String domain, ExpectedVersion expected, Actor actor) {
    return DomainView.of(desk.check(new TenantId(id), normalised(domain), expected, actor));
  }

  private TenantId known(UUID id) {
    TenantId tenant = new TenantId(id);
    return tenants.find(tenant).orElseThrow(() -> new TenantNotFoundException(tenant)).id();
  }

  /** A name that no domain can have is not found, like any other that the tenant lacks. */
  private static String normalised(String domain) {
    try {
      return HostName.parse(domain).value();
    } catch (IllegalArgumentException e) {
      throw new DomainNotFoundException(domain);
    }
  }
}
