package io.tenantry.provisioning.console;

import java.util.List;
import java.util.Locale;

/** Shows numbers of bytes as people say them. */
public final class Sizes {

  private static final List<String> UNITS = List.of("B", "kB", "MB", "GB", "TB");
  private static final double STEP = 1024;

  private Sizes() {}

  public static String of(long bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= STEP && unit < UNITS.size() - 1) {
      value /= STEP;
      unit++;
    }
    String form = unit == 0 || value >= 100 ? "%.0f %s" : "%.1f %s";
    return String.format(Locale.ROOT, form, value, UNITS.get(unit));
  }
}
