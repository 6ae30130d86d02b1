package io.tenantry.ctl;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** A bar with rate and time left on a terminal; elsewhere a line now and then. */
final class Progress {

  private static final int WIDTH = 30;
  private static final int STEPS = 10;

  /** Of a migration run and of a job run. */
  private static final List<String> OUTCOMES =
      List.of("migrated", "succeeded", "failed", "skipped");

  private final PrintWriter err;
  private final boolean terminal;
  private final long start = System.nanoTime();
  private int doneBefore = -1;
  private int step = -1;

  Progress(PrintWriter err) {
    this(err, System.console() != null && System.console().isTerminal());
  }

  Progress(PrintWriter err, boolean terminal) {
    this.err = err;
    this.terminal = terminal;
  }

  void show(JsonNode run) {
    int total = Math.max(1, run.path("total").asInt());
    int done = 0;
    for (String outcome : OUTCOMES) {
      done += run.path(outcome).asInt();
    }
    if (doneBefore < 0) {
      doneBefore = done;
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    if (terminal) {
      err.print("\r" + bar(run, total, done, seconds) + "\u001b[K");
      err.flush();
    } else if (done * STEPS / total != step) {
      step = done * STEPS / total;
      err.println(bar(run, total, done, seconds));
    }
  }

  void end(JsonNode run) {
    show(run);
    if (terminal) {
      err.println();
    }
  }

  /** A line of its own above the bar. */
  void line(String text) {
    err.println(terminal ? "\r" + text + "\u001b[K" : text);
  }

  private String bar(JsonNode run, int total, int done, double seconds) {
    int filled = (int) ((long) done * WIDTH / total);
    double rate = (done - doneBefore) / Math.max(0.001, seconds);
    StringBuilder text = new StringBuilder();
    text.append('[').repeat('#', filled).repeat('.', WIDTH - filled).append("] ");
    text.append(done).append('/').append(total);
    if (rate > 0) {
      text.append(String.format(Locale.ROOT, "  %.0f/s", rate));
      if (done < total) {
        text.append("  ").append(left((total - done) / rate)).append(" left");
      }
    }
    add(text, run, "failed");
    add(text, run, "busy");
    if (run.path("waves").asInt() > 1) {
      text.append("  wave ")
          .append(run.path("wave").asInt())
          .append('/')
          .append(run.path("waves").asInt());
    }
    return text.toString();
  }

  private static void add(StringBuilder text, JsonNode run, String member) {
    if (run.path(member).asInt() > 0) {
      text.append("  ").append(run.path(member).asInt()).append(' ').append(member);
    }
  }

  private static String left(double seconds) {
    long whole = Math.round(seconds);
    return whole < 60 ? whole + " s" : whole / 60 + " min " + whole % 60 + " s";
  }
}
