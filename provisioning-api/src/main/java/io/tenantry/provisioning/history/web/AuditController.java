package io.tenantry.provisioning.history.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.provisioning.history.AuditEntry;
import io.tenantry.provisioning.history.AuditLog;
import io.tenantry.provisioning.paging.Cursor;
import jakarta.validation.Valid;
import java.util.List;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Operations")
class AuditController {

  private final AuditLog log;

  AuditController(AuditLog log) {
    this.log = log;
  }

  @GetMapping(path = "/api/v1/operations/audit", produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Who did what, newest first, page by page",
      description = "Also what did not concern a tenant. Kept for a year.")
  AuditPage list(
      @Valid @ParameterObject AuditQuery query, @Valid @ParameterObject PageQuery pages) {
    var filter = new AuditLog.Filter(query.actor(), query.action(), query.tenant());
    long below =
        pages.cursor() == null ? Long.MAX_VALUE : Cursor.parse(pages.cursor(), 1).number(0);
    int limit = pages.limitOrDefault();
    List<AuditEntry> found = log.page(filter, below, limit + 1);
    List<AuditEntry> page = found.subList(0, Math.min(limit, found.size()));
    return new AuditPage(
        page, found.size() > limit ? Cursor.of(page.getLast().id()).toString() : null);
  }
}
