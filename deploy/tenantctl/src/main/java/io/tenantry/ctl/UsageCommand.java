package io.tenantry.ctl;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** What tenants used. */
@Command(name = "usage", description = "What tenants used, by day")
final class UsageCommand implements Callable<Integer> {

  private static final List<String> COLUMNS =
      List.of("day", "tenantId", "schemaName", "requests", "users", "products", "storageBytes");
  private static final Table TABLE =
      Table.of("day", "schemaName", "requests", "users", "products", "storageBytes");

  @Mixin private Global global = new Global();

  @Parameters(paramLabel = "TENANT", arity = "0..1", description = "Only this one's")
  private @Nullable String tenant;

  @Option(names = "--from", paramLabel = "DAY", description = "First day, such as 2026-11-01")
  private @Nullable String from;

  @Option(names = "--to", paramLabel = "DAY", description = "Last day; today if not given")
  private @Nullable String to;

  @Option(names = "--csv", description = "As comma-separated values")
  private boolean csv;

  @Option(names = "--max", defaultValue = "10000", description = "How many lines at most")
  private int max;

  @Override
  public Integer call() {
    Api api = global.api();
    String path = (tenant == null ? "/api/v1" : api.tenant(tenant)) + "/usage" + query();
    List<JsonNode> days = api.all(path, max);
    if (!csv) {
      return global.print(days, TABLE);
    }
    global.out().println(String.join(",", COLUMNS));
    for (JsonNode day : days) {
      global
          .out()
          .println(String.join(",", COLUMNS.stream().map(name -> cell(day, name)).toList()));
    }
    global.out().flush();
    return Exit.OK;
  }

  private static String cell(JsonNode day, String name) {
    return day.path(name).isNull() ? "" : day.path(name).asString();
  }

  private String query() {
    String first = from == null ? "" : "?from=" + Api.encoded(from);
    return to == null ? first : first + (first.isEmpty() ? "?" : "&") + "to=" + Api.encoded(to);
  }
}
