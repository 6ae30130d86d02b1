package io.tenantry.provisioning.console.audit;

import java.io.IOException;
import java.io.Writer;
import java.util.regex.Pattern;

/**
 * Writes rows as RFC 4180 has them. What a spreadsheet would take for a formula gets an apostrophe
 * before it: names and reasons come from anybody.
 */
final class CsvWriter {

  private static final Pattern FORMULA =
      Pattern.compile("\\s*[=+\\-@\\t\\r\\uff1d\\uff0b\\uff0d\\uff20].*", Pattern.DOTALL);

  private final Writer out;

  CsvWriter(Writer out) {
    this.out = out;
  }

  void row(String... cells) throws IOException {
    for (int index = 0; index < cells.length; index++) {
      out.write(index == 0 ? "\"" : ",\"");
      if (FORMULA.matcher(cells[index]).matches()) {
        out.write('\'');
      }
      out.write(cells[index].replace("\"", "\"\""));
      out.write('"');
    }
    out.write("\r\n");
  }
}
