package io.tenantry.provisioning.console.runs;

import io.tenantry.registry.runs.MigrationRun;
import java.util.Locale;

/**
 * How far something is, as a bar of three parts.
 *
 * @param done migrated, or with nothing to do
 * @param failed that stay as they were
 * @param busy that somebody is at, or tries again
 */
record Progress(int total, int done, int failed, int busy) {

  private static final double WIDTH = 100;

  static Progress of(MigrationRun run) {
    return new Progress(
        run.total(), run.migrated() + run.skipped(), run.failed(), run.running() + run.busy());
  }

  public double getDoneWidth() {
    return width(done);
  }

  public double getFailedWidth() {
    return width(failed);
  }

  public double getBusyWidth() {
    return width(busy);
  }

  public String getWords() {
    return String.format(Locale.ROOT, "%,d of %,d done, %,d failed", done, total, failed);
  }

  private double width(int part) {
    return total == 0 ? 0 : Math.round(part * WIDTH * 100 / total) / 100.0;
  }
}
