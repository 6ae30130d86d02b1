package io.tenantry.launcher;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/**
 * What the user reads, and which expectations did not hold. Plain text, bold heads in a terminal.
 */
final class Transcript {

  private final PrintStream out;
  private final boolean bold;
  private final List<String> broken = new ArrayList<>();

  Transcript(PrintStream out, boolean bold) {
    this.out = out;
    this.bold = bold;
  }

  void head(String text) {
    out.println();
    out.println(bold ? "\033[1m" + text + "\033[0m" : text);
  }

  /** One line in two columns. */
  void row(String left, String right) {
    out.println("  %-18s %s".formatted(left, right));
  }

  /** Remembers what should have been and was not. */
  void expect(boolean held, String what) {
    if (!held) {
      broken.add(what);
      out.println("  ! expected: " + what);
    }
  }

  List<String> broken() {
    return List.copyOf(broken);
  }
}
