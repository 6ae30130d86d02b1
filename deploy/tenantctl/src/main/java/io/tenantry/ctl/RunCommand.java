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
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Has the tenant application run a job, and follows the run. */
@Command(
    name = "run",
    description = "Run a job of the tenant application for tenants",
    sortOptions = false)
final class RunCommand implements Callable<Integer> {

  @Mixin private Global global = new Global();

  @Parameters(paramLabel = "JOB", description = "The job's name; 'jobs list' shows which there are")
  private String job = "";

  @ArgGroup(multiplicity = "1")
  private Selection selection = new Selection();

  static final class Selection {
    @Option(names = "--all", description = "All tenants that are active")
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

  @Option(
      names = "--param",
      paramLabel = "NAME=VALUE",
      description = "For the job, which knows what it means")
  private Map<String, String> parameters = new LinkedHashMap<>();

  @Option(names = "--no-wait", description = "Return when the run has started")
  private boolean noWait;

  @Override
  public Integer call() {
    Api api = global.api();
    JsonNode run =
        api.post(
            Api.JOB_RUNS, Map.of("job", job, "selection", selected(), "parameters", parameters));
    if (noWait) {
      return global.print(run, () -> JobsCommand.ONE.printOne(run, global.out()));
    }
    return RunWatch.ofJobs(global, api).toItsEnd(run.path("id").asString());
  }

  private Map<String, Object> selected() {
    String type = selection.type;
    if (type != null) {
      return Map.of("type", type);
    }
    return selection.all ? Map.of("all", true) : Map.of("tenants", selection.tenants);
  }
}
