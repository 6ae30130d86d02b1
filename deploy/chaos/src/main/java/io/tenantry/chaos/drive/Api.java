package io.tenantry.chaos.drive;

import io.tenantry.chaos.check.Violations;
import io.tenantry.chaos.model.Change;
import io.tenantry.chaos.model.Model;
import io.tenantry.chaos.model.Outcome;
import io.tenantry.chaos.model.SignUp;
import io.tenantry.chaos.model.TenantModel;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** What clients do at the provisioning API; the model learns of each answer. */
public final class Api {

  /** The owner of all tenants. */
  static final String OWNER = "owner@chaos.example";

  private static final String TENANTS = "/api/v1/tenants";
  private static final String RUNS = "/api/v1/migration-runs";
  private static final Set<Integer> EXPECTED_REFUSALS = Set.of(404, 409, 429);

  private final Client client;
  private final List<URI> instances;
  private final String key;
  private final Model model;
  private final Violations violations;
  private final Tally tally;

  public Api(
      Client client,
      List<URI> instances,
      String key,
      Model model,
      Violations violations,
      Tally tally) {
    this.client = client;
    this.instances = instances;
    this.key = key;
    this.model = model;
    this.violations = violations;
    this.tally = tally;
  }

  /** Signs up, for the first time or again; true once it is answered for good. */
  boolean signUp(SignUp signUp) {
    Map<String, Object> body = new HashMap<>();
    body.put("name", signUp.name());
    body.put("schemaName", signUp.schemaName());
    body.put("contact", Map.of("email", OWNER));
    if (signUp.trial()) {
      body.put("trialDays", 30);
    }
    model.asks(signUp);
    Outcome outcome =
        send("POST", TENANTS, body, Map.of("Idempotency-Key", signUp.key().toString()));
    count("sign-up", outcome);
    switch (outcome) {
      case Outcome.Done answer -> {
        UUID id = UUID.fromString(answer.body().path("id").asString());
        model
            .accepted(signUp, id, System.nanoTime())
            .ifPresent(wrong -> violations.add("signed-up-twice", wrong));
        return true;
      }
      case Outcome.Refused answer when answer.status() != 429 -> {
        violations.add("sign-up-refused", signUp + ": " + answer);
        return true;
      }
      case Outcome.Refused answer -> model.isUnanswered(signUp);
      case Outcome.Unknown answer -> model.isUnanswered(signUp);
      case Outcome.NotSent answer -> model.isUnanswered(signUp);
    }
    return false;
  }

  /**
   * Asks for a change of a tenant that the caller has taken.
   *
   * @param value the name or domain that it is about, or nothing
   */
  void change(TenantModel tenant, Change change, @Nullable String value) {
    String path = TENANTS + "/" + tenant.id() + change.path();
    Object body =
        switch (change) {
          case SUSPEND -> Map.of("reason", "chaos");
          case RENAME -> Map.of("schemaName", String.valueOf(value), "redirectDays", 0);
          case CALL_IT -> Map.of("name", String.valueOf(value));
          case ADD_DOMAIN -> Map.of("domain", String.valueOf(value));
          case RESUME, RETRY, DELETE, RESTORE, REMOVE_DOMAIN -> null;
        };
    tenant.begins(change, value, System.nanoTime());
    Outcome outcome =
        send(change.method(), change == Change.REMOVE_DOMAIN ? path + value : path, body, Map.of());
    count(change.name().toLowerCase(Locale.ROOT).replace('_', '-'), outcome);
    tenant
        .ended(change, value, outcome, System.nanoTime())
        .ifPresent(wrong -> violations.add("impossible-answer", wrong));
  }

  /** Reads a tenant; false if there was no answer. */
  public boolean look(TenantModel tenant) {
    Outcome outcome = send("GET", TENANTS + "/" + tenant.id(), null, Map.of());
    count("look", outcome);
    switch (outcome) {
      case Outcome.Done answer ->
          tenant
              .seen(answer.body(), System.nanoTime())
              .ifPresent(wrong -> violations.add("impossible-status", wrong));
      case Outcome.Refused answer -> {
        if (answer.status() == 404) {
          violations.add("lost-tenant", tenant + ": " + answer);
        }
      }
      case Outcome.Unknown answer -> {
        return false;
      }
      case Outcome.NotSent answer -> {
        return false;
      }
    }
    return true;
  }

  /** Begins a run over all tenants that are behind. */
  public void migrate() {
    count("migration-run", send("POST", RUNS, null, Map.of()));
  }

  /** Does to a run what an operator does. */
  public void order(UUID run, String what) {
    count("migration-run-" + what, send("POST", RUNS + "/" + run + "/" + what, null, Map.of()));
  }

  private Outcome send(
      String method, String path, @Nullable Object body, Map<String, String> headers) {
    Map<String, String> all = new HashMap<>(headers);
    all.put("Authorization", "Bearer " + key);
    URI instance = instances.get(ThreadLocalRandom.current().nextInt(instances.size()));
    return client.send(instance, "localhost", method, path, all, body);
  }

  private void count(String what, Outcome outcome) {
    switch (outcome) {
      case Outcome.Done answer -> tally.count(what);
      case Outcome.Refused answer -> {
        tally.count(what + " (refused)");
        if (!EXPECTED_REFUSALS.contains(answer.status())) {
          violations.add("unexpected-refusal", what + ": " + answer);
        }
      }
      case Outcome.Unknown answer -> {
        tally.count(what + " (unknown)");
        if (answer.status() == 500) {
          violations.add("internal-error", what + ": " + answer.reason());
        }
      }
      case Outcome.NotSent answer -> tally.count(what + " (not sent)");
    }
  }
}
