package io.tenantry.provisioning.stream.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.problems.ProblemException;
import io.tenantry.provisioning.stream.TenantEvents;
import io.tenantry.registry.TenantId;
import io.tenantry.registry.TenantNotFoundException;
import io.tenantry.registry.Tenants;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Tenants")
class TenantEventsController {

  private static final String LAST_EVENT_ID = "Last-Event-ID";
  private static final Pattern SEQUENCE = Pattern.compile("\\d{1,18}");

  private final Tenants tenants;
  private final TenantEvents events;

  TenantEventsController(Tenants tenants, TenantEvents events) {
    this.tenants = tenants;
    this.events = events;
  }

  @GetMapping(path = "/api/v1/tenants/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  @Operation(
      summary = "A tenant's events from the beginning, then as they happen",
      description = "Server-sent events: id is the sequence, event the type, data is JSON.")
  @ApiResponse(
      responseCode = "200",
      description = "The stream",
      content =
          @Content(
              mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
              schema = @Schema(type = "string")))
  void tell(
      @PathVariable UUID id,
      @Parameter(description = "The id of the last event received: those after it follow")
          @RequestHeader(name = LAST_EVENT_ID, required = false)
          @Nullable String lastEventId,
      HttpMethod method,
      HttpServletResponse response)
      throws InterruptedException {
    long after = after(lastEventId);
    TenantId tenant = new TenantId(id);
    if (tenants.find(tenant).isEmpty()) {
      throw new TenantNotFoundException(tenant);
    }
    var stream = new ServerSentEvents(response);
    if (method.equals(HttpMethod.HEAD)) {
      stream.begin();
    } else {
      events.tell(tenant, after, stream);
    }
  }

  private static long after(@Nullable String lastEventId) {
    if (lastEventId == null || lastEventId.isEmpty()) {
      return 0;
    }
    if (!SEQUENCE.matcher(lastEventId).matches()) {
      throw ProblemException.invalid(LAST_EVENT_ID, "must be the id of an event");
    }
    return Long.parseLong(lastEventId);
  }
}
