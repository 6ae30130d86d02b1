package io.tenantry.launcher;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A client of the provisioning API, as a web shop's back end is one. */
final class SignUps {

  private static final String TENANTS = "/api/v1/tenants";
  private static final int CREATED = 201;
  private static final int ACCEPTED = 202;
  private static final int UNAUTHORIZED = 401;
  private static final int TAKEN = 409;
  private static final int ATTEMPTS = 10_000;
  private static final int WAITS = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Service provisioning;
  private final Service worker;
  private final String key;
  private final Map<Trade, Integer> numbers = new HashMap<>();

  SignUps(Service provisioning, Service worker, String key) {
    this.provisioning = provisioning;
    this.worker = worker;
    this.key = key;
  }

  /** The service gives its key to the first client a moment after it is ready. */
  void awaitKey() {
    provisioning
        .child()
        .await(
            "accepting its key",
            PATIENCE,
            () -> request("GET", null, "none").status() != UNAUTHORIZED);
  }

  /**
   * Signs up the next one whose name is not taken by an earlier run, and waits until it is active.
   */
  Shop next(Trade trade) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int number = numbers.merge(trade, 1, Integer::sum);
      String name = trade.schemaName() + number;
      Http.Answer answer = signUp(trade.signUp(number));
      if (answer.status() == CREATED) {
        return shop(answer);
      }
      if (answer.status() == ACCEPTED) {
        throw new LaunchException(notActive(name, answer));
      }
      if (answer.status() != TAKEN) {
        throw new LaunchException(
            "sign-up of %s: %d %s".formatted(name, answer.status(), answer.body()));
      }
    }
    throw new LaunchException("no free name for a shop");
  }

  private String notActive(String name, Http.Answer answer) {
    return ("the sign-up of %s was recorded, but the shop is %s and not active after %d s:"
            + " %s did not make its schema in time; its log says why: %s")
        .formatted(
            name,
            answer.body().path("status").asString("unknown"),
            answer.took().toSeconds(),
            worker.name(),
            worker.log());
  }

  /** Repeats the request while it is not ready after half a minute: repeats wait too. */
  private Http.Answer signUp(Map<String, Object> body) {
    String requestKey = UUID.randomUUID().toString();
    Http.Answer answer = request("POST", body, requestKey);
    Duration took = answer.took();
    for (int wait = 1; wait < WAITS && isPending(answer); wait++) {
      answer = request("POST", body, requestKey);
      took = took.plus(answer.took());
    }
    return new Http.Answer(answer.status(), answer.body(), took);
  }

  private static boolean isPending(Http.Answer answer) {
    return answer.status() == ACCEPTED
        && answer.body().path("status").asString("").equals("PENDING");
  }

  private Http.Answer request(String method, @Nullable Object body, String requestKey) {
    return Http.send(
        provisioning.url(),
        "localhost",
        TENANTS,
        Map.of(
            "Authorization", "Bearer " + key, "Idempotency-Key", requestKey, "Prefer", "wait=30"),
        method,
        body);
  }

  private static Shop shop(Http.Answer answer) {
    JsonNode tenant = answer.body();
    return new Shop(
        tenant.path("name").asString(),
        tenant.path("primaryDomain").asString(),
        tenant.path("status").asString(),
        tenant.path("url").asString(),
        tenant.path("contact").path("email").asString(""),
        answer.took());
  }
}
