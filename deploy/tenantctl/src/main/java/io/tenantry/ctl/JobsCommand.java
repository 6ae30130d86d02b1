package io.tenantry.ctl;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Jobs and their runs that there are; {@code run} starts one. */
@Command(
    name = "jobs",
    description = "Look at jobs and their runs, and control them",
    synopsisSubcommandLabel = "COMMAND")
final class JobsCommand {

  static final Table ONE =
      Table.of(
          "id",
          "job",
          "state",
          "type",
          "parameters",
          "scheduled",
          "requestedBy",
          "total",
          "waiting",
          "sent",
          "succeeded",
          "failed",
          "skipped",
          "createdAt",
          "endedAt");
  private static final Table JOBS =
      Table.of("name", "cron", "zone", "every", "nextRunAt", "seenAt");
  private static final Table RUNS =
      Table.of("id", "job", "state", "total", "succeeded", "failed", "skipped", "createdAt");
  private static final Table TENANTS =
      Table.of("schemaName", "state", "attempts", "durationMs", "error");

  @Command(name = "list", description = "List the jobs that there are, with their schedules")
  int list(@Mixin Global global) {
    return global.print(global.api().get(Api.JOBS).path("items"), JOBS);
  }

  @Command(name = "runs", description = "List runs, newest first")
  int runs(
      @Mixin Global global,
      @Option(names = "--job", description = "Only of this job") @Nullable String job,
      @Option(names = "--max", defaultValue = "20", description = "How many at most") int max) {
    String query = job == null ? "" : "?job=" + Api.encoded(job);
    return global.print(global.api().all(Api.JOB_RUNS + query, max), RUNS);
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
    return RunWatch.ofJobs(global, global.api()).toItsEnd(run);
  }

  @Command(name = "cancel", description = "End a run before its end")
  int cancel(@Mixin Global global, @Parameters(paramLabel = "RUN") String run) {
    return print(global, global.api().post(path(run) + "/cancel", null));
  }

  @Command(name = "retry-failed", description = "Run the job again where it failed")
  int retryFailed(@Mixin Global global, @Parameters(paramLabel = "RUN") String run) {
    return print(global, global.api().post(path(run) + "/retry-failed", null));
  }

  private static String path(String run) {
    return Api.JOB_RUNS + "/" + Api.encoded(run);
  }

  private static int print(Global global, JsonNode run) {
    return global.print(run, () -> ONE.printOne(run, global.out()));
  }
}
