package io.tenantry.techstore.csv;

import java.io.IOException;
import java.io.Writer;
import org.jspecify.annotations.Nullable;

/**
 * Writes comma-separated values (RFC 4180). Text that a spreadsheet would take for a formula gets
 * an apostrophe before it, which makes it text.
 */
public final class CsvWriter {

  private static final String LINE_END = "\r\n";

  /** How formulas begin, also in the wide forms of East Asian keyboards. */
  private static final String FORMULA = "=+-@\t\r\n＝＋－＠";

  private final Writer out;

  public CsvWriter(Writer out) {
    this.out = out;
  }

  /** Only texts can be formulas; numbers, times and the like are written as they are. */
  public void row(@Nullable Object... cells) throws IOException {
    for (int i = 0; i < cells.length; i++) {
      out.write(i == 0 ? "" : ",");
      out.write(cell(cells[i]));
    }
    out.write(LINE_END);
  }

  private static String cell(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    String text = value.toString();
    return value instanceof CharSequence ? quoted(harmless(text)) : text;
  }

  private static String harmless(String text) {
    return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }

  private static String quoted(String text) {
    boolean plain =
        text.equals(text.strip()) && text.chars().noneMatch(c -> ",\"\r\n".indexOf(c) >= 0);
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
