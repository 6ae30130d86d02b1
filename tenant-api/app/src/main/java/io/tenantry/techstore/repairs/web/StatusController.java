package io.tenantry.techstore.repairs.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.techstore.repairs.OrderStatus;
import io.tenantry.techstore.repairs.OrderStatuses;
import io.tenantry.techstore.repairs.RepairException.OrderNotFoundException;
import io.tenantry.tenancy.CurrentTenant;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.ResponseEntity.BodyBuilder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** How a repair goes, for whoever has its code: as JSON, or as a page for people. */
@RestController
@Tag(name = "Status page", description = "For customers; needs no log-in")
class StatusController {

  private static final MediaType HTML = new MediaType("text", "html", StandardCharsets.UTF_8);

  private final OrderStatuses statuses;
  private final StatusPage page;

  StatusController(OrderStatuses statuses, StatusPage page) {
    this.statuses = statuses;
    this.page = page;
  }

  /** Without a form of its own, it answers whoever does not ask for a page. */
  @GetMapping("/status/{code}")
  @Operation(summary = "Shows how a repair goes")
  ResponseEntity<OrderStatus> show(@PathVariable String code) {
    OrderStatus status = statuses.find(code);
    return discreet(HttpStatus.OK).body(status);
  }

  @GetMapping(path = "/status/{code}", produces = MediaType.TEXT_HTML_VALUE)
  @Operation(summary = "Shows how a repair goes, as a page")
  ResponseEntity<String> showPage(@PathVariable String code, Locale language) {
    String shop = CurrentTenant.get().name();
    try {
      OrderStatus status = statuses.find(code);
      return html(HttpStatus.OK, language).body(page.of(shop, status, language));
    } catch (OrderNotFoundException e) {
      return html(HttpStatus.NOT_FOUND, language).body(page.unknown(shop, language));
    }
  }

  private static BodyBuilder html(HttpStatus status, Locale language) {
    return discreet(status)
        .contentType(HTML)
        .header(HttpHeaders.CONTENT_LANGUAGE, language.toLanguageTag())
        .header("Content-Security-Policy", StatusPage.POLICY)
        .varyBy(HttpHeaders.ACCEPT, HttpHeaders.ACCEPT_LANGUAGE);
  }

  /** Its address is all that it takes to read it, so nobody keeps it or passes it on. */
  private static BodyBuilder discreet(HttpStatus status) {
    return ResponseEntity.status(status)
        .cacheControl(CacheControl.noStore())
        .varyBy(HttpHeaders.ACCEPT)
        .header("Referrer-Policy", "no-referrer")
        .header("X-Robots-Tag", "noindex, nofollow");
  }
}
