package io.tenantry.provisioning.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tenantry.provisioning.Api;
import io.tenantry.provisioning.Api.Answer;
import io.tenantry.testing.TestDatabase;
import io.tenantry.testing.WithInfrastructure;
import java.time.Duration;
import java.util.Collections;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** Limits as callers meet them, on a clock that the test moves. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "TENANTRY_BOOTSTRAP_KEY=" + RateLimitIntegrationTests.KEY,
      "TENANTRY_REQUESTS_PER_MINUTE=5",
      "TENANTRY_FAILED_KEYS_PER_MINUTE=3"
    })
@WithInfrastructure
class RateLimitIntegrationTests {

  static final String KEY = "key-of-the-first-client";

  private static final String CLIENTS = "/api/v1/api-clients";

  @Autowired private TestDatabase database;
  @Autowired private TestTicker ticker;
  @LocalServerPort private int port;

  @TestConfiguration(proxyBeanMethods = false)
  static class Clock {

    @Bean
    @Primary
    TestTicker testTicker() {
      return new TestTicker();
    }
  }

  /** Before any request: one with a key that is not there yet would count. */
  @BeforeEach
  void waitForTheFirstClientAndLiftItsLimit() {
    await()
        .until(
            () ->
                database
                        .admin()
                        .sql(
                            "UPDATE control.api_client SET requests_per_minute = 0 WHERE name = :n")
                        .param("n", "bootstrap")
                        .update()
                    == 1);
    ticker.advance(Duration.ofMinutes(3));
  }

  @Test
  void refusesWhatIsTooMuchAndSaysWhenToTryAgain() {
    Api client = client("3");

    for (String left : new String[] {"2", "1", "0"}) {
      Answer answer = client.get(Api.TENANTS);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("RateLimit-Policy")).isEqualTo("\"client\";q=3;w=60");
      assertThat(answer.header("RateLimit")).startsWith("\"client\";r=" + left + ";");
    }
    Answer refused = client.get(Api.TENANTS);
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.problem()).isEqualTo("rate-limited");
    assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
    assertThat(refused.header("Retry-After")).isEqualTo("20");
    assertThat(refused.header("RateLimit")).isEqualTo("\"client\";r=0;t=60");

    ticker.advance(Duration.ofSeconds(20).minusNanos(1));
    assertThat(client.get(Api.TENANTS).header("Retry-After")).isEqualTo("1");
    ticker.advance(Duration.ofNanos(1));
    assertThat(client.get(Api.TENANTS).status()).isEqualTo(200);
    assertThat(client.get(Api.TENANTS).status()).isEqualTo(429);
  }

  @Test
  void givesAClientWithoutALimitOfItsOwnTheUsualOne() throws Exception {
    Api client = client(null);
    Callable<Integer> call = () -> client.get(Api.TENANTS).status();

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      assertThat(
              threads.invokeAll(Collections.nCopies(30, call)).stream()
                  .map(future -> future.resultNow()))
          .containsOnly(200, 429)
          .filteredOn(status -> status == 200)
          .hasSize(5);
    }
  }

  @Test
  void limitsNobodyWithZero() {
    Api client = client("0");

    for (int request = 0; request < 30; request++) {
      Answer answer = client.get(Api.TENANTS);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("RateLimit")).isNull();
    }
  }

  @Test
  void refusesBeforeItAsksWhetherTheClientMay() {
    Api client = client("1");

    assertThat(client.get("/api/v1/operations/findings").status()).isEqualTo(403);
    assertThat(client.get("/api/v1/operations/findings").status()).isEqualTo(429);
  }

  @Test
  void noticesAChangedLimitAtOnce() {
    Answer made = create("1");
    Api client = api().withKey(made.text("key"));
    assertThat(client.get(Api.TENANTS).status()).isEqualTo(200);
    assertThat(client.get(Api.TENANTS).status()).isEqualTo(429);

    assertThat(change(made.id(), "{\"requestsPerMinute\": 0}").status()).isEqualTo(200);
    assertThat(client.get(Api.TENANTS).status()).isEqualTo(200);

    Answer usual = change(made.id(), "{\"requestsPerMinute\": null}");
    assertThat(usual.json().path("requestsPerMinute").isNull()).isTrue();
    ticker.advance(Duration.ofMinutes(1));
    assertThat(client.get(Api.TENANTS).header("RateLimit-Policy")).contains("q=5;");
  }

  @Test
  void refusesAClientOverItsLimitWithoutTheDatabase() {
    Answer made = create("1");
    Api client = api().withKey(made.text("key"));
    assertThat(client.get(Api.TENANTS).status()).isEqualTo(200);
    database
        .admin()
        .sql("UPDATE control.api_client SET revoked_at = now() WHERE id = :id")
        .param("id", made.id())
        .update();

    assertThat(client.get(Api.TENANTS).status()).as("not looked up").isEqualTo(429);
    ticker.advance(Duration.ofMinutes(1));
    assertThat(client.get(Api.TENANTS).status()).as("looked up").isEqualTo(401);
  }

  @Test
  void looksFewUnknownKeysOfAnAddressUp() {
    Api known = client("0");
    assertThat(known.get(Api.TENANTS).status()).isEqualTo(200);
    Api unseen = client("0");
    for (int failure = 0; failure < 3; failure++) {
      assertThat(api().withKey("nobodys-key-" + failure + "-......").get(Api.TENANTS).status())
          .isEqualTo(401);
    }

    Answer refused = api().withKey("nobodys-key-again-......").get(Api.TENANTS);

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.problem()).isEqualTo("rate-limited");
    assertThat(refused.header("Retry-After")).isEqualTo("20");
    assertThat(known.get(Api.TENANTS).status()).as("good of late").isEqualTo(200);
    assertThat(unseen.get(Api.TENANTS).status()).as("not seen yet").isEqualTo(429);
    assertThat(api().withKey(null).get(Api.TENANTS).status()).as("no look-up").isEqualTo(401);
    assertThat(api().withKey("short").get(Api.TENANTS).status()).as("no look-up").isEqualTo(401);
    ticker.advance(Duration.ofSeconds(20));
    assertThat(unseen.get(Api.TENANTS).status()).isEqualTo(200);
    assertThat(api().withKey(null).get("/actuator/prometheus").body())
        .contains("tenantry_rate_limited_total{limit=\"address\"} 2.0");
  }

  private Api api() {
    return new Api(port, KEY);
  }

  private Api client(@Nullable String limit) {
    return api().withKey(create(limit).text("key"));
  }

  private Answer create(@Nullable String limit) {
    Answer made =
        api()
            .send(
                "POST",
                CLIENTS,
                """
                {"name": "c-%s", "scopes": ["tenants:read"], "requestsPerMinute": %s}
                """
                    .formatted(UUID.randomUUID(), limit));
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    return made;
  }

  private Answer change(UUID id, String body) {
    return api().send("PATCH", CLIENTS + "/" + id, body);
  }
}
