package io.tenantry.ctl;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Migration runs that there are; {@code migrate} starts one. */
@Command(
    name = "runs",
    description = "Look at migration runs and control them",
    synopsisSubcommandLabel = "COMMAND")
final class RunsCommand {

  static final Table ONE =
      Table.of(
          "id",
          "state",
          "stateReason",
          "type",
          "requestedBy",
          "wave",
          "waves",
          "total",
          "waiting",
          "running",
          "busy",
          "migrated",
          "failed",
          "skipped",
          "createdAt",
          "endedAt");
  private static final Table LIST =
      Table.of("id", "state", "stateReason", "total", "migrated", "failed", "skipped", "createdAt");
  private static final Table TENANTS =
      Table.of("schemaName", "wave", "state", "fromVersion", "toVersion", "durationMs", "error");

  @Command(name = "list", description = "List runs, newest first")
  int list(
      @Mixin Global global,
      @Option(names = "--state", description = "Only in this state") @Nullable String state,
      @Option(names = "--max", defaultValue = "20", description = "How many at most") int max) {
    String query = state == null ? "" : "?state=" + Api.encoded(state);
    return global.print(global.api().all(Api.RUNS + query, max), LIST);
  }

  @Command(name = "show", description = "Show one run")
  int show(@Mixin Global global, @Parameters(paramLabel = "RUN") String run) {
    return print(global, global.api().get(path(run)));
  }

  @Command(name = "tenants", description = "What became of each tenant of a run")
  int tenants(
      @Mixin Global global,
      @Parameters(paramLabel = "RUN") String run,
      @Option(names = "--state", description = "Only in this state") @Nullable String state,
      @Option(names = "--max", defaultValue = "1000", description = "How many at most") int max) {
    String query = state == null ? "" : "?state=" + Api.encoded(state);
    return global.print(global.api().all(path(run) + "/tenants" + query, max), TENANTS);
  }

  @Command(name = "watch", description = "Follow a run to its end")
  int watch(@Mixin Global global, @Parameters(paramLabel = "RUN") String run) {
    return RunWatch.ofMigrations(global, global.api()).toItsEnd(run);
  }

  @Command(name = "pause", description = "Begin no further tenant")
  int pause(@Mixin Global global, @Parameters(paramLabel = "RUN") String run) {
    return control(global, run, "pause");
  }

  @Command(name = "resume", description = "Go on with a run that is PAUSED")
  int resume(@Mixin Global global, @Parameters(paramLabel = "RUN") String run) {
    return control(global, run, "resume");
  }

  @Command(name = "cancel", description = "End a run before its end")
  int cancel(@Mixin Global global, @Parameters(paramLabel = "RUN") String run) {
    return control(global, run, "cancel");
  }

  @Command(name = "retry-failed", description = "Try the tenants again that failed")
  int retryFailed(@Mixin Global global, @Parameters(paramLabel = "RUN") String run) {
    return control(global, run, "retry-failed");
  }

  private static int control(Global global, String run, String what) {
    return print(global, global.api().post(path(run) + "/" + what, null));
  }

  private static String path(String run) {
    return Api.RUNS + "/" + Api.encoded(run);
  }

  private static int print(Global global, JsonNode run) {
    return global.print(run, () -> ONE.printOne(run, global.out()));
  }
}
