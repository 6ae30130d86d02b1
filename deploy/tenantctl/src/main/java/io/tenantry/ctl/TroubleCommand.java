package io.tenantry.ctl;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** What does not go on by itself, at a glance. */
@Command(
    name = "trouble",
    description = "Tenants that wait or have failed, the outbox, dead letters and findings")
final class TroubleCommand implements Callable<Integer> {

  private static final String OPERATIONS = "/api/v1/operations";
  private static final Table TENANTS =
      Table.of("schemaName", "status", "dueAt", "attempts", "error");
  private static final Table OLDEST =
      Table.of("type", "tenantId", "occurredAt", "attempts", "nextAttemptAt", "lastError");
  private static final Table RETRIED = Table.of("retried");

  @Mixin private Global global = new Global();

  @Option(names = "--max", defaultValue = "20", description = "Tenants of each kind that are named")
  private int max;

  @Override
  public Integer call() {
    JsonNode trouble = global.api().get(OPERATIONS + "/trouble?limit=" + max);
    return global.print(trouble, () -> print(trouble, global.out()));
  }

  private static void print(JsonNode trouble, PrintWriter out) {
    tenants("overdue", trouble.path("overdue"), out);
    tenants("retrying", trouble.path("retrying"), out);
    tenants("failed", trouble.path("failed"), out);
    JsonNode outbox = trouble.path("outbox");
    out.printf(
        "outbox: %d waiting, %d failing%n",
        outbox.path("waiting").asLong(), outbox.path("failing").asLong());
    if (outbox.path("oldest").isObject()) {
      OLDEST.printOne(outbox.path("oldest"), out);
    }
    out.printf("dead letters: %d%n", trouble.path("deadLetters").asLong());
    out.printf("findings: %d%n", trouble.path("findings").asLong());
  }

  private static void tenants(String kind, JsonNode tenants, PrintWriter out) {
    out.printf("%s: %d%n", kind, tenants.path("count").asLong());
    if (!tenants.path("first").isEmpty()) {
      TENANTS.print(tenants.path("first"), out);
    }
  }

  @Command(name = "retry-failed", description = "Build many FAILED tenants again, oldest first")
  int retryFailed(
      @Mixin Global own,
      @Option(names = "--type", description = "Only of this tenant type") @Nullable String type,
      @Option(names = "--status-reason", description = "Only those whose reason begins so")
          @Nullable String statusReason,
      @Option(names = "--reason", description = "For the audit log") @Nullable String reason,
      @Option(names = "--max", defaultValue = "100", description = "How many at most") int most) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("limit", most);
    put(body, "type", type);
    put(body, "statusReason", statusReason);
    put(body, "reason", reason);
    JsonNode retried = own.api().post(OPERATIONS + "/failed-tenants/retry", body);
    return own.print(retried, () -> RETRIED.printOne(retried, own.out()));
  }

  private static void put(Map<String, Object> body, String name, @Nullable String value) {
    if (value != null) {
      body.put(name, value);
    }
  }
}
