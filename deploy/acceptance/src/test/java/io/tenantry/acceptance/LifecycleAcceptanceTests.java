package io.tenantry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tenantry.acceptance.Guide.Step;
import io.tenantry.launcher.Http.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to a tenant at provisioning-api is soon what its users meet at tenant-api. */
class LifecycleAcceptanceTests {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir static Path data;
  private static Deployment deployment;

  @BeforeAll
  static void start() {
    deployment =
        new Deployment(
            data,
            Map.of(
                "TENANTRY_BOOTSTRAP_KEY", GuideRun.KEY,
                // So long that only events can tell tenant-api of a change.
                "TENANTRY_ROUTING_TTL", "1h",
                "TENANTRY_TRIALS_CHECK_EVERY", "200ms"));
  }

  @AfterAll
  static void stop() {
    deployment.close();
  }

  @Test
  void everyCommandOfTheGuideAnswersAsItIsPrinted() {
    List<Step> steps = new Guide(Path.of("deploy/docs/lifecycle.md")).steps();
    assertThat(steps.stream().filter(Step::hasAnswer)).hasSizeGreaterThan(10);
    new GuideRun(deployment).run(steps);
  }

  @Test
  void aSuspendedShopIsRefusedAndAResumedOneIsServed() {
    String id = active("suspended", Map.of());
    deployment.shop("suspended", "POST", "/api/products", product());

    assertThat(order(id, "suspend", Map.of("reason", "unpaid")).status()).isEqualTo(200);
    awaitAnswer("suspended", 403);
    Answer refused = deployment.shop("suspended", "GET", "/api/products", null);
    assertThat(refused.body().path("type").asString())
        .isEqualTo("urn:tenantry:problem:tenant-suspended");
    assertThat(deployment.shop("suspended", "POST", "/api/products", product()).status())
        .isEqualTo(403);

    assertThat(order(id, "resume", null).body().path("status").asString()).isEqualTo("ACTIVE");
    awaitAnswer("suspended", 200);
    assertThat(deployment.shop("suspended", "GET", "/api/products", null).body().path("items"))
        .hasSize(1);
  }

  @Test
  void aTrialThatIsOverEndsByItselfAndGoesOnOnceExtendedAndResumed() {
    String id = active("on_trial", Map.of("trialDays", 14));
    deployment
        .control()
        .sql("UPDATE control.tenant SET trial_ends_at = now() WHERE id = :id::uuid")
        .param("id", id)
        .update();

    awaitAnswer("on_trial", 403);
    Answer expired = deployment.api("GET", "/" + id, null);
    assertThat(expired.body().path("statusReason").asString()).isEqualTo("trial-expired");
    assertThat(order(id, "convert", null).status()).isEqualTo(409);

    assertThat(order(id, "extend-trial", Map.of("days", 7)).status()).isEqualTo(200);
    assertThat(order(id, "resume", null).body().path("status").asString()).isEqualTo("TRIAL");
    awaitAnswer("on_trial", 200);
    assertThat(order(id, "convert", null).body().path("status").asString()).isEqualTo("ACTIVE");
    assertThat(deployment.shop("on_trial", "GET", "/api/products", null).status()).isEqualTo(200);
  }

  @Test
  void aChangedNameAndPlanAreWhatTheShopSaysOfItself() {
    String id = active("renamed_only", Map.of());
    deployment.control().sql("INSERT INTO control.plan (name) VALUES ('gold')").update();

    Answer changed = deployment.api("PATCH", "/" + id, Map.of("name", "Otra", "plan", "gold"));

    assertThat(changed.status()).isEqualTo(200);
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              var root = deployment.shop("renamed_only", "GET", "/", null).body();
              return root.path("name").asString().equals("Otra")
                  && root.path("plan").asString().equals("gold");
            });
  }

  @Test
  void aTenantThatCouldNotBeBuiltIsServedOnceItsObstacleIsGoneAndItIsRetried() {
    String squatted = "\"" + deployment.database().schemaPrefix() + "retried\"";
    deployment.database().admin().sql("CREATE SCHEMA " + squatted).update();
    Answer failed = deployment.signUp("retried", 30);
    assertThat(failed.body().path("status").asString()).isEqualTo("FAILED");
    assertThat(failed.body().path("statusReason").asString()).startsWith("schema-already-exists");
    String id = failed.body().path("id").asString();
    awaitAnswer("retried", 503);

    deployment.database().admin().sql("DROP SCHEMA " + squatted).update();
    assertThat(order(id, "retry", null).status()).isEqualTo(200);

    awaitAnswer("retried", 200);
    assertThat(
            deployment
                .api("GET", "/" + id + "/history?limit=200", null)
                .body()
                .path("items")
                .valueStream()
                .filter(entry -> entry.path("kind").asString().equals("attempt"))
                .map(attempt -> attempt.path("outcome").asString()))
        .containsExactly("succeeded", "failed");
  }

  private static String active(String shop, Map<String, Object> more) {
    Answer signedUp = deployment.signUp(shop, 30, more);
    assertThat(signedUp.status()).isEqualTo(201);
    awaitAnswer(shop, 200);
    return signedUp.body().path("id").asString();
  }

  private static Answer order(String id, String operation, Map<String, Object> body) {
    return deployment.api("POST", "/" + id + "/" + operation, body);
  }

  private static void awaitAnswer(String shop, int status) {
    await()
        .atMost(PATIENCE)
        .until(() -> deployment.shop(shop, "GET", "/api/products", null).status() == status);
  }

  private static Map<String, Object> product() {
    return Map.of("sku", "A-1", "name", "Battery", "price", 9.5);
  }
}
