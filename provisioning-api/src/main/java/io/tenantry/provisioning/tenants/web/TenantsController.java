package io.tenantry.provisioning.tenants.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.provisioning.paging.Cursor;
import io.tenantry.provisioning.tenants.TenantView;
import io.tenantry.provisioning.tenants.TenantViews;
import io.tenantry.registry.Actor;
import io.tenantry.registry.ExpectedVersion;
import io.tenantry.registry.Tenant;
import io.tenantry.registry.TenantId;
import io.tenantry.registry.TenantNotFoundException;
import io.tenantry.registry.TenantUpdates;
import io.tenantry.registry.Tenants;
import jakarta.validation.Valid;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/v1/tenants", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Tenants")
class TenantsController {

  private static final String MERGE_PATCH = "application/merge-patch+json";

  private final Tenants tenants;
  private final TenantUpdates updates;
  private final TenantViews views;

  TenantsController(Tenants tenants, TenantUpdates updates, TenantViews views) {
    this.tenants = tenants;
    this.updates = updates;
    this.views = views;
  }

  @GetMapping("/{id}")
  @Operation(summary = "One tenant", description = "With If-None-Match, 304 while it is unchanged.")
  ResponseEntity<TenantView> show(@PathVariable UUID id) {
    TenantId tenant = new TenantId(id);
    return views.answer(
        tenants.find(tenant).orElseThrow(() -> new TenantNotFoundException(tenant)));
  }

  @PatchMapping(
      path = "/{id}",
      consumes = {MediaType.APPLICATION_JSON_VALUE, MERGE_PATCH})
  @Operation(
      summary = "Change a tenant's name, plan or contact",
      description = "A JSON Merge Patch: what is absent stays, null removes. Its status stays.")
  ResponseEntity<TenantView> change(
      @PathVariable UUID id,
      @RequestBody @Valid TenantPatch patch,
      ExpectedVersion expected,
      Actor actor) {
    patch.check();
    return views.answer(updates.update(new TenantId(id), expected, patch::of, actor));
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
        found.size() > limit ? end(page.getLast().id()) : null);
  }

  private static @Nullable TenantId after(@Nullable String text) {
    if (text == null) {
      return null;
    }
    Cursor cursor = Cursor.parse(text, 2);
    return new TenantId(new UUID(cursor.number(0), cursor.number(1)));
  }

  private static String end(TenantId last) {
    UUID id = last.value();
    return Cursor.of(id.getMostSignificantBits(), id.getLeastSignificantBits()).toString();
  }
}
