package io.tenantry.launcher;

import java.time.Duration;
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
  private int number;

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
   * Signs up the next shop whose name is not taken by an earlier run, and waits until it is active.
   */
  Shop next() {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      number++;
      Http.Answer answer = signUp(number);
      if (answer.status() == CREATED) {
        return shop(answer);
      }
      if (answer.status() == ACCEPTED) {
        throw new LaunchException(notActive(answer));
      }
      if (answer.status() != TAKEN) {
        throw new LaunchException(
            "sign-up of tienda%d: %d %s".formatted(number, answer.status(), answer.body()));
      }
    }
    throw new LaunchException("no free name for a shop");
  }

  private String notActive(Http.Answer answer) {
    return ("the sign-up of tienda%d was recorded, but the shop is %s and not active after %d s:"
            + " %s did not make its schema in time; its log says why: %s")
        .formatted(
            number,
            answer.body().path("status").asString("unknown"),
            answer.took().toSeconds(),
            worker.name(),
            worker.log());
  }

  /** Repeats the request while the shop is not ready after half a minute: repeats wait too. */
  private Http.Answer signUp(int shop) {
    Map<String, String> body = Map.of("name", "Tienda " + shop, "schemaName", "tienda" + shop);
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
        answer.took());
  }
}
