package io.tenantry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tenantry.launcher.Http.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Workers killed at random moments of clones and deletions: {@code -Dtenantry.kills} says how
 * often, {@code -Dtenantry.kills.seed} repeats the moments of a run.
 */
class InterruptedWorkAcceptanceTests {

  private static final int KILLS = Integer.getInteger("tenantry.kills", 4);
  private static final long SEED = Long.getLong("tenantry.kills.seed", 20_261_123L);
  private static final int AT_ONCE = 4;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir static Path data;

  private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);

  @Test
  void clonesAndDeletionsEndWellAndLeaveNothingOver() {
    try (Deployment deployment =
        new Deployment(
            data,
            Map.of(
                "TENANTRY_REGISTRY_REDELIVERAFTER", "3s",
                "TENANTRY_WORKER_PROVISIONING_LEASE", "5s"))) {
      String source = signUp(deployment, "source");
      for (int i = 0; i < 50; i++) {
        Map<String, Object> product = Map.of("sku", "P-" + i, "name", "Part " + i, "price", i);
        assertThat(deployment.shop("source", "POST", "/api/products", product).status())
            .isEqualTo(201);
      }
      for (int kill = 0; kill < KILLS; kill++) {
        interrupt(deployment, source, kill);
      }
      assertThat(new Leftovers(deployment).list()).isEmpty();
    }
  }

  private void interrupt(Deployment deployment, String source, int round) {
    List<String> doomed = new ArrayList<>();
    for (int i = 0; i < AT_ONCE; i++) {
      doomed.add(signUp(deployment, "doomed_%d_%d".formatted(round, i)));
    }
    long before = workDone(deployment);
    List<String> clones = new ArrayList<>();
    for (int i = 0; i < AT_ONCE; i++) {
      String name = "clone_%d_%d".formatted(round, i);
      Answer answer =
          deployment.api(
              "POST", source + "/clone", Map.of("name", name, "schemaName", name, "data", true));
      assertThat(answer.status()).as(answer::toString).isEqualTo(202);
      clones.add(name);
      assertThat(deployment.api("DELETE", doomed.get(i) + "?force=true", null).status())
          .isEqualTo(202);
    }
    killAfter(deployment, random.nextInt(400));
    System.out.printf(
        "Kill %d: %d of %d done before%n", round, workDone(deployment) - before, 2 * AT_ONCE);
    deployment.services().worker().start();
    deployment.services().worker().awaitReady();

    for (String clone : clones) {
      await()
          .atMost(PATIENCE)
          .until(() -> deployment.shop(clone, "GET", "/api/products", null).status() == 200);
      assertThat(
              deployment
                  .shop(clone, "GET", "/api/products?total=true", null)
                  .body()
                  .path("total")
                  .asInt())
          .isEqualTo(50);
    }
    for (String tenant : doomed) {
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  deployment
                      .api("GET", tenant, null)
                      .body()
                      .path("status")
                      .asString()
                      .equals("DELETED"));
    }
    assertThat(deployment.shop("source", "GET", "/api/products", null).status()).isEqualTo(200);
  }

  private static void killAfter(Deployment deployment, int millis) {
    Executor later = CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS);
    CompletableFuture.runAsync(() -> deployment.services().worker().kill(), later).join();
  }

  private static long workDone(Deployment deployment) {
    return deployment
        .control()
        .sql(
            """
            SELECT count(*) FROM control.tenant
            WHERE status = 'DELETED' OR clone_of IS NOT NULL AND activated_at IS NOT NULL
            """)
        .query(Long.class)
        .single();
  }

  private static String signUp(Deployment deployment, String name) {
    Answer answer = deployment.signUp(name, 30);
    assertThat(answer.status()).isEqualTo(201);
    return "/" + answer.body().path("id").asString();
  }
}
