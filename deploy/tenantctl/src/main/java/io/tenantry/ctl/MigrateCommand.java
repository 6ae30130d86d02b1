package io.tenantry.ctl;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Starts a migration run, and follows it; or only says what it would do. */
@Command(
    name = "migrate",
    description = "Bring tenants to the newest scripts of their type",
    sortOptions = false)
final class MigrateCommand implements Callable<Integer> {

  @Mixin private Global global = new Global();

  @ArgGroup(multiplicity = "1")
  private Selection selection = new Selection();

  static final class Selection {
    @Option(names = "--all", description = "All tenants that are behind")
    private boolean all;

    @Option(names = "--type", paramLabel = "TYPE", description = "Those of this type")
    private @Nullable String type;

    @Option(
        names = "--tenant",
        paramLabel = "TENANT",
        split = ",",
        description = "These, by id or schema name")
    private List<String> tenants = new ArrayList<>();
  }

  @ArgGroup private Look look = new Look();

  static final class Look {
    @Option(names = "--plan", description = "Only say what would be done")
    private boolean plan;

    @Option(
        names = "--check",
        description = "Only tell by the exit code whether anybody is behind: 3 if so")
    private boolean check;
  }

  @Option(names = "--shared", description = "The tables in public first")
  private boolean shared;

  @Option(
      names = "--canary",
      paramLabel = "TENANT",
      split = ",",
      description = "These come first; if one fails, the run pauses")
  private List<String> canary = new ArrayList<>();

  @Option(names = "--wave-size", paramLabel = "N", description = "Tenants in a wave")
  private @Nullable Integer waveSize;

  @Option(names = "--concurrency", paramLabel = "N", description = "Tenants at the same time")
  private @Nullable Integer concurrency;

  @Option(names = "--failure-budget", paramLabel = "N", description = "Failures before it pauses")
  private @Nullable Integer failureBudget;

  @Option(names = "--no-wait", description = "Return when the run has started")
  private boolean noWait;

  @Override
  public Integer call() {
    Api api = global.api();
    if (look.plan || look.check) {
      JsonNode plan = api.post(Api.RUNS + "/plan", body());
      print(plan);
      return look.check && plan.path("total").asLong() > 0 ? Exit.BEHIND : Exit.OK;
    }
    JsonNode run = api.post(Api.RUNS, body());
    if (run.path("id").isNull()) {
      return global.print(run, () -> global.out().println("Nobody is behind."));
    }
    String id = run.path("id").asString();
    if (noWait) {
      return global.print(run, () -> RunsCommand.ONE.printOne(run, global.out()));
    }
    return RunWatch.ofMigrations(global, api).toItsEnd(id);
  }

  private Map<String, Object> body() {
    Map<String, Object> body = new LinkedHashMap<>();
    put(body, "type", selection.type);
    put(body, "tenants", selection.tenants.isEmpty() ? null : selection.tenants);
    put(body, "canary", canary.isEmpty() ? null : canary);
    put(body, "waveSize", waveSize);
    put(body, "concurrency", concurrency);
    put(body, "failureBudget", failureBudget);
    put(body, "shared", shared ? true : null);
    return body;
  }

  private void print(JsonNode plan) {
    global.print(
        plan,
        () -> {
          if (plan.path("total").asLong() == 0) {
            global.out().println("Nobody is behind.");
          }
          for (JsonNode type : plan.path("types")) {
            global
                .out()
                .printf(
                    "%s to version %s: %d tenants%n",
                    type.path("type").asString(),
                    type.path("version").asString(),
                    type.path("tenants").asLong());
            for (JsonNode from : type.path("from")) {
              global
                  .out()
                  .printf(
                      "  from %s: %d tenants%n",
                      Table.text(from, "version"), from.path("tenants").asLong());
              from.path("scripts")
                  .forEach(script -> global.out().println("    " + script.asString()));
            }
          }
        });
  }

  private static void put(Map<String, Object> body, String member, @Nullable Object value) {
    if (value != null) {
      body.put(member, value);
    }
  }
}
