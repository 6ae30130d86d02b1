package io.tenantry.provisioning.usage.web;

import io.tenantry.provisioning.usage.UsageBook.Place;
import io.tenantry.provisioning.usage.UsageDay;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Usage as comma-separated values (RFC 4180), written as it is read. No value needs quotes: names
 * of schemas are letters, digits and underscores.
 */
final class UsageCsv {

  static final String TYPE = "text/csv";

  private static final String HEADER =
      "day,tenantId,schemaName,requests,users,products,storageBytes";

  private UsageCsv() {}

  /**
   * @param first the first days, which were read before anything was written
   * @param next those behind a place; none at the end
   */
  static void write(List<UsageDay> first, Function<Place, List<UsageDay>> next, Writer out)
      throws IOException {
    line(HEADER, out);
    try {
      List<UsageDay> days = first;
      while (!days.isEmpty()) {
        for (UsageDay day : days) {
          line(line(day), out);
        }
        days = next.apply(Place.after(days.getLast()));
      }
    } catch (RuntimeException e) {
      // Shorter than a row, so that no reader takes the file for a whole one.
      line("The export broke off here; do not use it.", out);
      out.flush();
      throw e;
    }
    out.flush();
  }

  private static String line(UsageDay day) {
    return String.join(
        ",",
        day.day().toString(),
        day.tenantId().toString(),
        day.schemaName(),
        Long.toString(day.requests()),
        cell(day.users()),
        cell(day.products()),
        cell(day.storageBytes()));
  }

  private static String cell(@Nullable Long value) {
    return value == null ? "" : value.toString();
  }

  private static void line(String text, Writer out) throws IOException {
    out.write(text);
    out.write("\r\n");
  }
}
