package io.tenantry.ctl;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Follows a run: progress and a line for each failure to the error stream, the result to the other.
 */
final class RunWatch {

  private static final Duration PAUSE = Duration.ofMillis(250);

  /** An API that restarts is not the end of a run. */
  private static final int PATIENCE = 40;

  private static final int MOST_FAILURES = 1000;

  private final Global global;
  private final Api api;
  private final String runs;
  private final Table form;
  private final Progress progress;
  private final Set<String> told = new HashSet<>();

  private RunWatch(Global global, Api api, String runs, Table form) {
    this.global = global;
    this.api = api;
    this.runs = runs;
    this.form = form;
    this.progress = new Progress(global.err());
  }

  static RunWatch ofMigrations(Global global, Api api) {
    return new RunWatch(global, api, Api.RUNS, RunsCommand.ONE);
  }

  static RunWatch ofJobs(Global global, Api api) {
    return new RunWatch(global, api, Api.JOB_RUNS, JobsCommand.ONE);
  }

  int toItsEnd(String id) {
    String path = runs + "/" + Api.encoded(id);
    JsonNode run = patiently(path);
    while (run.path("state").asString().equals("RUNNING")) {
      tellFailures(run, path);
      progress.show(run);
      sleep();
      run = patiently(path);
    }
    List<JsonNode> failures = tellFailures(run, path);
    progress.end(run);
    print(run, failures);
    return switch (run.path("state").asString()) {
      case "SUCCEEDED" -> Exit.OK;
      case "FAILED" -> Exit.RUN_FAILED;
      default -> Exit.RUN_STOPPED;
    };
  }

  private JsonNode patiently(String path) {
    for (int attempt = 1; ; attempt++) {
      try {
        return api.get(path);
      } catch (UnreachableException e) {
        if (attempt >= PATIENCE) {
          throw e;
        }
        sleep();
      }
    }
  }

  private List<JsonNode> tellFailures(JsonNode run, String path) {
    if (run.path("failed").asInt() == 0) {
      return List.of();
    }
    if (run.path("failed").asInt() == told.size()
        && run.path("state").asString().equals("RUNNING")) {
      return List.of();
    }
    List<JsonNode> failures = api.all(path + "/tenants?state=FAILED", MOST_FAILURES);
    for (JsonNode failure : failures) {
      if (told.add(failure.path("tenantId").asString())) {
        progress.line(
            "failed: %s: %s"
                .formatted(Table.text(failure, "schemaName"), Table.text(failure, "error")));
      }
    }
    return failures;
  }

  private void print(JsonNode run, List<JsonNode> failures) {
    if (run instanceof ObjectNode object && global.isJson()) {
      object.putArray("failures").addAll(failures);
    }
    global.print(run, () -> form.printOne(run, global.out()));
  }

  private static void sleep() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnreachableException("interrupted; the run goes on");
    }
  }
}
