package io.tenantry.ctl;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Has the workers look over everything now, and shows what does not fit together. */
@Command(
    name = "doctor",
    description = "Compare the registry, every schema and the reference; 6 if something is wrong")
final class DoctorCommand implements Callable<Integer> {

  private static final String RECONCILE = "/api/v1/operations/reconcile";
  private static final String FINDINGS = "/api/v1/operations/findings";
  private static final Table TABLE = Table.of("id", "kind", "subject", "action", "detail");
  private static final Table REPAIR = Table.of("id", "kind", "subject", "status", "repair");
  private static final int MOST = 10_000;

  /** What one look has seen counts once a second has seen it, some seconds later. */
  private static final Duration SOON = Duration.ofSeconds(60);

  @Mixin private Global global = new Global();

  @Option(names = "--no-look", description = "Only show what is known")
  private boolean noLook;

  @Option(names = "--timeout", defaultValue = "300", description = "Seconds to wait for the look")
  private int timeout;

  @Override
  public Integer call() {
    Api api = global.api();
    if (!noLook) {
      look(api);
    }
    List<JsonNode> findings = api.all(FINDINGS + "?status=open", MOST);
    if (findings.isEmpty() && !global.isJson()) {
      global.out().println("Nothing is wrong.");
      return Exit.OK;
    }
    global.print(findings, TABLE);
    return findings.isEmpty() ? Exit.OK : Exit.FINDINGS;
  }

  private void look(Api api) {
    long end = System.nanoTime() + Duration.ofSeconds(timeout).toNanos();
    api.post(RECONCILE, null);
    JsonNode state = await(api, end, node -> node.path("served").asBoolean());
    Instant ended = instant(state, "endedAt");
    Instant next = instant(state, "nextAt");
    if (Duration.between(ended, next).compareTo(SOON) < 0) {
      await(
          api,
          end,
          node -> node.path("endedAt").isString() && instant(node, "endedAt").isAfter(next));
    }
  }

  private static JsonNode await(
      Api api, long end, java.util.function.Predicate<JsonNode> condition) {
    while (true) {
      JsonNode state = api.get(RECONCILE);
      if (condition.test(state)) {
        return state;
      }
      if (System.nanoTime() > end) {
        throw new UnreachableException("no worker has looked in time; is one there?");
      }
      try {
        Thread.sleep(Duration.ofMillis(500));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new UnreachableException("interrupted");
      }
    }
  }

  private static Instant instant(JsonNode node, String member) {
    return Instant.parse(node.path(member).asString());
  }

  @Command(name = "repair", description = "Order the repair of a finding")
  int repair(
      @Mixin Global own,
      @Parameters(paramLabel = "FINDING", description = "Its id") long id,
      @Option(names = "--action", description = "Has to be said where data is lost")
          @Nullable String action,
      @Option(names = "--confirm", paramLabel = "SUBJECT", description = "Likewise")
          @Nullable String confirm) {
    Map<String, Object> body = new LinkedHashMap<>();
    if (action != null) {
      body.put("action", action);
    }
    if (confirm != null) {
      body.put("confirm", confirm);
    }
    JsonNode finding = own.api().post(FINDINGS + "/" + id + "/repair", body);
    return own.print(finding, () -> REPAIR.printOne(finding, own.out()));
  }
}
