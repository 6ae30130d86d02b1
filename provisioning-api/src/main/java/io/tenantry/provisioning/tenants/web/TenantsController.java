package io.tenantry.provisioning.tenants.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.problems.ProblemException;
import io.tenantry.provisioning.tenants.TenantView;
import io.tenantry.provisioning.tenants.TenantViews;
import io.tenantry.registry.Tenant;
import io.tenantry.registry.TenantId;
import io.tenantry.registry.Tenants;
import jakarta.validation.Valid;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/v1/tenants", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Tenants")
class TenantsController {

  private final Tenants tenants;
  private final TenantViews views;

  TenantsController(Tenants tenants, TenantViews views) {
    this.tenants = tenants;
    this.views = views;
  }

  @GetMapping("/{id}")
  @Operation(summary = "One tenant")
  TenantView show(@PathVariable UUID id) {
    return tenants
        .find(new TenantId(id))
        .map(views::of)
        .orElseThrow(
            () ->
                new ProblemException(
                    HttpStatus.NOT_FOUND, "tenant-not-found", "There is no tenant " + id + "."));
  }

  @GetMapping
  @Operation(summary = "Tenants, newest first, page by page")
  TenantPage list(@Valid @ParameterObject TenantQuery query) {
    int limit = query.limitOrDefault();
    var filter = new Tenants.Filter(query.status(), query.plan(), query.type(), query.text());
    List<Tenant> found = tenants.page(filter, after(query.cursor()), limit + 1);
    List<Tenant> page = found.subList(0, Math.min(limit, found.size()));
    return new TenantPage(
        page.stream().map(views::of).toList(),
        found.size() > limit ? new Cursor(page.getLast().id()).toString() : null);
  }

  private static @Nullable TenantId after(@Nullable String cursor) {
    return cursor == null
        ? null
        : Cursor.parse(cursor)
            .orElseThrow(
                () -> ProblemException.invalid("cursor", "This cursor is not one of ours."))
            .last();
  }
}
