package io.tenantry.provisioning.usage.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.provisioning.paging.Cursor;
import io.tenantry.provisioning.usage.UsageBook;
import io.tenantry.provisioning.usage.UsageBook.Place;
import io.tenantry.provisioning.usage.UsageDay;
import io.tenantry.provisioning.usage.web.UsageQuery.Days;
import io.tenantry.registry.TenantId;
import io.tenantry.registry.TenantNotFoundException;
import io.tenantry.registry.Tenants;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Usage")
class UsageController {

  private static final String ALL = "/api/v1/usage";
  private static final String ONE = "/api/v1/tenants/{id}/usage";
  private static final int BATCH = 1000;

  private final UsageBook book;
  private final Tenants tenants;
  private final Clock clock;

  UsageController(UsageBook book, Tenants tenants, Clock clock) {
    this.book = book;
    this.tenants = tenants;
    this.clock = clock;
  }

  /** Which page of a list a caller wants to see. */
  record Pages(
      @Nullable @Min(1) @Max(1000) Integer limit,
      @Parameter(description = "nextCursor of the page before") @Nullable String cursor) {

    int limitOrDefault() {
      return limit == null ? 200 : limit;
    }

    Place place(Days days) {
      if (cursor == null) {
        return Place.before(days.from());
      }
      Cursor parsed = Cursor.parse(cursor, 3);
      long day = parsed.number(0);
      if (day < days.from().toEpochDay() || day > days.to().toEpochDay()) {
        throw Cursor.invalid();
      }
      return new Place(LocalDate.ofEpochDay(day), new UUID(parsed.number(1), parsed.number(2)));
    }
  }

  @GetMapping(path = ALL, produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "What tenants used, by day, page by page",
      description =
          "Requests add up over a day; users, products and storage are as last counted on it, null"
              + " where they were not. Ask for text/csv to have all of it at once.")
  UsagePage list(@Valid @ParameterObject UsageQuery query, @Valid @ParameterObject Pages pages) {
    return page(null, query.days(clock), pages);
  }

  @GetMapping(path = ONE, produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "What a tenant used, by day",
      description = "As /api/v1/usage, for one tenant, also after its deletion.")
  UsagePage show(
      @PathVariable UUID id,
      @Valid @ParameterObject UsageQuery query,
      @Valid @ParameterObject Pages pages) {
    return page(existing(id), query.days(clock), pages);
  }

  @GetMapping(path = ALL, produces = UsageCsv.TYPE)
  @ApiResponse(
      responseCode = "200",
      content = @Content(mediaType = UsageCsv.TYPE, schema = @Schema(type = "string")))
  void export(@Valid @ParameterObject UsageQuery query, HttpServletResponse response)
      throws IOException {
    write(null, query.days(clock), response);
  }

  @GetMapping(path = ONE, produces = UsageCsv.TYPE)
  @ApiResponse(
      responseCode = "200",
      content = @Content(mediaType = UsageCsv.TYPE, schema = @Schema(type = "string")))
  void exportOne(
      @PathVariable UUID id, @Valid @ParameterObject UsageQuery query, HttpServletResponse response)
      throws IOException {
    write(existing(id), query.days(clock), response);
  }

  private UUID existing(UUID id) {
    TenantId tenant = new TenantId(id);
    if (tenants.find(tenant).isEmpty()) {
      throw new TenantNotFoundException(tenant);
    }
    return id;
  }

  private UsagePage page(@Nullable UUID tenant, Days days, Pages pages) {
    int limit = pages.limitOrDefault();
    List<UsageDay> found = book.page(tenant, pages.place(days), days.to(), limit + 1);
    List<UsageDay> page = found.subList(0, Math.min(limit, found.size()));
    return new UsagePage(page, found.size() > limit ? cursor(page.getLast()) : null);
  }

  private static String cursor(UsageDay last) {
    return Cursor.of(
            last.day().toEpochDay(),
            last.tenantId().getMostSignificantBits(),
            last.tenantId().getLeastSignificantBits())
        .toString();
  }

  /** What is refused is so before the first byte. */
  private void write(@Nullable UUID tenant, Days days, HttpServletResponse response)
      throws IOException {
    List<UsageDay> first = book.page(tenant, Place.before(days.from()), days.to(), BATCH);
    response.setContentType(UsageCsv.TYPE + ";charset=UTF-8;header=present");
    response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"usage.csv\"");
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    Writer out = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
    UsageCsv.write(first, place -> book.page(tenant, place, days.to(), BATCH), out);
  }
}
