package io.tenantry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tenantry.launcher.Http.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tenants that are visited all the time while their status and their names change. How long a wrong
 * status lasts is printed; {@code -Dtenantry.status.window=PT2S} makes it a condition, and {@code
 * -Dtenantry.status.changes} sets how often it is tried.
 */
class StatusUnderLoadAcceptanceTests {

  private static final int CHANGES = Integer.getInteger("tenantry.status.changes", 6);
  private static final Duration WINDOW =
      Duration.parse(System.getProperty("tenantry.status.window", "PT1M"));
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir static Path data;
  private static Deployment deployment;

  @BeforeAll
  static void start() {
    deployment = new Deployment(data, Map.of("TENANTRY_ROUTING_TTL", "10s"));
  }

  @AfterAll
  static void stop() {
    deployment.close();
  }

  @Test
  void aStatusHoldsForEveryRequestFromShortlyAfterItsOperationReturned() {
    Map<String, String> shops = signUp("status_a", "status_b");
    List<Duration> lags = new ArrayList<>();
    Map<String, SteadyVisitor> visitors = visit(shops);
    try {
      for (int change = 0; change < CHANGES; change++) {
        boolean suspend = change % 2 == 0;
        for (String shop : shops.keySet()) {
          lags.add(change(shops.get(shop), visitors.get(shop), suspend));
        }
      }
    } finally {
      close(visitors);
    }
    System.out.println("A wrong status lasted for " + lags);
    assertThat(lags).allMatch(lag -> lag.compareTo(WINDOW) <= 0);
    visitors.values().forEach(visitor -> assertThat(failures(visitor)).isEmpty());
  }

  @Test
  void withoutTheBrokerAStatusHoldsOnceTheRoutesHaveExpired() {
    Map<String, String> shops = signUp("cut_off");
    Map<String, SteadyVisitor> visitors = visit(shops);
    Duration lag;
    deployment.cutBroker();
    try {
      lag = change(shops.get("cut_off"), visitors.get("cut_off"), true);
    } finally {
      deployment.restoreBroker();
      close(visitors);
    }
    System.out.println("Without the broker a wrong status lasted for " + lag);
    visitors.values().forEach(visitor -> assertThat(failures(visitor)).isEmpty());
  }

  @Test
  void everyRequestSeesTheOldOrTheNewNameOfATenantThatIsRenamed() {
    Map<String, String> shops = signUp("old_name");
    String shop = shops.get("old_name");
    assertThat(add("old_name", "A-1").status()).isEqualTo(201);
    String name = "old_name";
    List<SteadyVisitor> all = new ArrayList<>();
    for (int change = 0; change < CHANGES; change++) {
      String next = "new_name_" + change;
      String host = host(name);
      try (SteadyVisitor old = new SteadyVisitor(() -> products(host));
          SteadyVisitor fresh = new SteadyVisitor(() -> products(host(next)))) {
        all.addAll(List.of(old, fresh));
        Map<String, Object> wish = Map.of("schemaName", next, "redirectDays", change % 2);
        assertThat(deployment.api("POST", shop + "/rename", wish).status()).isEqualTo(202);
        await()
            .atMost(PATIENCE)
            .until(
                () ->
                    last(fresh).status() == 200
                        && last(old).status() == (change(wish) == 1 ? 308 : 404));
      }
      name = next;
    }
    for (SteadyVisitor visitor : all) {
      assertThat(failures(visitor)).isEmpty();
      assertThat(visitor.visits())
          .extracting(SteadyVisitor.Visit::status)
          .isSubsetOf(200, 308, 404);
    }
  }

  private static int change(Map<String, Object> wish) {
    return (int) wish.get("redirectDays");
  }

  /** Suspends or resumes; says for how long after the answer requests still saw the old status. */
  private static Duration change(String tenant, SteadyVisitor visitor, boolean suspend) {
    String path = tenant + (suspend ? "/suspend" : "/resume");
    Map<String, Object> body = suspend ? Map.of("reason", "unpaid") : Map.of();
    assertThat(deployment.api("POST", path, body).status()).isEqualTo(200);
    long returned = System.nanoTime();
    int expected = suspend ? 403 : 200;
    // Some in a row: whoever has seen the new status once never sees the old one again.
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              List<SteadyVisitor.Visit> visits = visitor.since(returned);
              return visits.size() > 20
                  && visits.subList(visits.size() - 20, visits.size()).stream()
                      .allMatch(visit -> visit.status() == expected);
            });
    return Duration.ofNanos(Math.max(0, visitor.steadySince(expected) - returned));
  }

  private static Map<String, String> signUp(String... names) {
    Map<String, String> paths = new HashMap<>();
    for (String name : names) {
      Answer answer = deployment.signUp(name, 30);
      assertThat(answer.status()).isEqualTo(201);
      paths.put(name, "/" + answer.body().path("id").asString());
      await().atMost(PATIENCE).until(() -> products(host(name)).status() == 200);
    }
    return paths;
  }

  private static Map<String, SteadyVisitor> visit(Map<String, String> shops) {
    Map<String, SteadyVisitor> visitors = new HashMap<>();
    for (String shop : shops.keySet()) {
      visitors.put(shop, new SteadyVisitor(() -> products(host(shop))));
    }
    return visitors;
  }

  private static void close(Map<String, SteadyVisitor> visitors) {
    for (SteadyVisitor visitor : visitors.values()) {
      visitor.close();
    }
  }

  private static SteadyVisitor.Visit last(SteadyVisitor visitor) {
    return visitor.visits().isEmpty()
        ? new SteadyVisitor.Visit(0, 0, "")
        : visitor.visits().getLast();
  }

  private static List<SteadyVisitor.Visit> failures(SteadyVisitor visitor) {
    return visitor.visits().stream().filter(SteadyVisitor.Visit::isFailure).toList();
  }

  private static Answer add(String shop, String sku) {
    return deployment.at(
        host(shop), "POST", "/api/products", Map.of("sku", sku, "name", sku, "price", 1));
  }

  private static Answer products(String host) {
    return deployment.at(host, "GET", "/api/products", null);
  }

  private static String host(String schemaName) {
    return schemaName.replace('_', '-') + ".localhost";
  }
}
