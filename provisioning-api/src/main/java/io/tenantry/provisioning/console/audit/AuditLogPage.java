package io.tenantry.provisioning.console.audit;

import io.tenantry.provisioning.history.AuditEntry;
import io.tenantry.provisioning.history.AuditLog;
import io.tenantry.provisioning.paging.Cursor;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestMapping;

/** Who did what, and what somebody tried in vain. */
@Controller
@RequestMapping("/console/audit")
class AuditLogPage {

  /** Rows of a file; what was before them is filtered by the page. */
  static final int MOST_EXPORTED = 10_000;

  private static final int ROWS = 50;
  private static final int CHUNK = 1000;

  private final AuditLog log;

  AuditLogPage(AuditLog log) {
    this.log = log;
  }

  @GetMapping
  String list(@Valid @ModelAttribute("form") AuditForm form, Model model) {
    List<AuditEntry> found = log.page(form.filter(), below(form), ROWS + 1);
    List<AuditEntry> page = found.subList(0, Math.min(ROWS, found.size()));
    model
        .addAttribute("entries", page)
        .addAttribute("schemaNames", log.schemaNames(page))
        .addAttribute("mostExported", MOST_EXPORTED)
        .addAttribute(
            "next", found.size() > ROWS ? Cursor.of(page.getLast().id()).toString() : null);
    return "console/audit";
  }

  /** The newest that match, read in parts so that neither side holds them all. */
  @GetMapping("/export")
  void export(@Valid @ModelAttribute("form") AuditForm form, HttpServletResponse response)
      throws IOException {
    long below = below(form);
    List<AuditEntry> chunk = log.page(form.filter(), below, CHUNK);
    response.setContentType("text/csv");
    response.setCharacterEncoding(StandardCharsets.UTF_8);
    response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"audit-log.csv\"");
    var csv = new CsvWriter(response.getWriter());
    csv.row("id", "at", "actor", "remote address", "action", "outcome", "tenant", "detail");
    for (int written = 0; !chunk.isEmpty(); ) {
      for (AuditEntry entry : chunk) {
        write(csv, entry);
      }
      written += chunk.size();
      int wanted = Math.min(CHUNK, MOST_EXPORTED - written);
      chunk =
          chunk.size() < CHUNK || wanted <= 0
              ? List.of()
              : log.page(form.filter(), chunk.getLast().id(), wanted);
    }
  }

  private static void write(CsvWriter csv, AuditEntry entry) throws IOException {
    csv.row(
        Long.toString(entry.id()),
        entry.at().toString(),
        entry.actor(),
        Objects.requireNonNullElse(entry.remoteAddress(), ""),
        entry.action(),
        entry.outcome(),
        entry.tenantId() == null ? "" : entry.tenantId().toString(),
        entry.detail());
  }

  private static long below(AuditForm form) {
    return form.cursor().isEmpty() ? Long.MAX_VALUE : Cursor.parse(form.cursor(), 1).number(0);
  }
}
