package io.tenantry.provisioning.history.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.provisioning.history.HistoryPlace;
import io.tenantry.provisioning.history.Placed;
import io.tenantry.provisioning.history.TenantHistory;
import io.tenantry.provisioning.paging.Cursor;
import io.tenantry.registry.TenantId;
import io.tenantry.registry.TenantNotFoundException;
import io.tenantry.registry.Tenants;
import jakarta.validation.Valid;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Tenants")
class HistoryController {

  private final Tenants tenants;
  private final TenantHistory history;

  HistoryController(Tenants tenants, TenantHistory history) {
    this.tenants = tenants;
    this.history = history;
  }

  @GetMapping(path = "/api/v1/tenants/{id}/history", produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "All that happened to a tenant, newest first, page by page",
      description =
          "What was done and by whom (action), what became of it (event), and each try to build its"
              + " schema (attempt). Kept for a year.")
  HistoryPage show(@PathVariable UUID id, @Valid @ParameterObject PageQuery query) {
    TenantId tenant = new TenantId(id);
    if (tenants.find(tenant).isEmpty()) {
      throw new TenantNotFoundException(tenant);
    }
    int limit = query.limitOrDefault();
    List<Placed> found = history.page(tenant, before(query.cursor()), limit + 1);
    List<Placed> page = found.subList(0, Math.min(limit, found.size()));
    return new HistoryPage(
        page.stream().map(Placed::entry).toList(),
        found.size() > limit ? cursor(page.getLast().place()) : null);
  }

  private static HistoryPlace before(@Nullable String text) {
    if (text == null) {
      return HistoryPlace.END;
    }
    Cursor cursor = Cursor.parse(text, 3);
    if (cursor.number(0) < 0) {
      throw Cursor.invalid();
    }
    return HistoryPlace.of(cursor.number(0), cursor.number(1), cursor.number(2));
  }

  private static String cursor(HistoryPlace place) {
    return Cursor.of(place.micros(), place.source(), place.number()).toString();
  }
}
