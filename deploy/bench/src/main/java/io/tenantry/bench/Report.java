package io.tenantry.bench;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What was found: lines for people as they come, and figures for programs at the end. */
final class Report {

  private final Map<String, Object> figures = new LinkedHashMap<>();
  private final PrintStream out;

  Report(String scenario, Size size, PrintStream out) {
    this.out = out;
    figures.put("scenario", scenario);
    figures.put("size", size.name().toLowerCase(Locale.ROOT));
  }

  void say(String format, Object... values) {
    out.printf(Locale.ROOT, format + "%n", values);
  }

  void figure(String name, Object value) {
    figures.put(name, value);
    say("  %-28s %s", name, value);
  }

  /** Three digits that mean something are enough. */
  void figure(String name, double value) {
    int digits = value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3;
    double scale = Math.pow(10, digits);
    figure(name, (Object) (Math.round(value * scale) / scale));
  }

  Map<String, Object> figures() {
    return figures;
  }
}
