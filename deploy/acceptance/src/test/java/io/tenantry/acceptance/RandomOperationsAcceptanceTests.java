package io.tenantry.acceptance;

import static io.tenantry.registry.TenantStatus.ACTIVE;
import static io.tenantry.registry.TenantStatus.TRIAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tenantry.events.Addresses;
import io.tenantry.launcher.Http.Answer;
import io.tenantry.registry.TenantStatus;
import io.tenantry.testing.Infrastructure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Clients do random things to the same tenants at the same time. After each round some order of
 * them must explain every answer, and the registry, the tenants' domains, the events and the audit
 * must agree with it. {@code -Dtenantry.model.rounds} makes it longer, {@code
 * -Dtenantry.model.seed} repeats the choices of a run.
 */
class RandomOperationsAcceptanceTests {

  private static final int ROUNDS = Integer.getInteger("tenantry.model.rounds", 40);
  private static final long SEED = Long.getLong("tenantry.model.seed", 20_261_123L);
  private static final int TENANTS = 4;
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir static Path data;

  private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
  private final List<ModelTenant> tenants = new ArrayList<>();
  private final Map<String, String> keys = new LinkedHashMap<>();
  private int names;

  @Test
  void someOrderExplainsWhatAllClientsSawAndEverythingAgreesWithIt() throws Exception {
    try (Deployment deployment =
            new Deployment(data, Map.of("TENANTRY_DOMAINS_TRUST_UNVERIFIED", "true"));
        EventRecorder events =
            new EventRecorder(
                Infrastructure.get().broker(),
                new Addresses(deployment.database().schemaPrefix()).events());
        ExecutorService threads = Executors.newFixedThreadPool(3)) {
      for (String client : List.of("sales", "support", "billing")) {
        keys.put(client, deployment.newClient(client));
      }
      for (int i = 0; i < TENANTS; i++) {
        tenants.add(signUp(deployment, i % 2 == 0));
      }
      for (int round = 0; round < ROUNDS; round++) {
        play(deployment, threads);
      }
      for (ModelTenant tenant : tenants) {
        auditIsComplete(deployment, tenant);
        eventsCameInOrder(events, deployment, tenant);
      }
    }
  }

  private ModelTenant signUp(Deployment deployment, boolean trial) {
    Map<String, Object> request = new HashMap<>(Map.of("name", "Model " + ++names));
    if (trial) {
      request.put("trialDays", 30);
    }
    Answer answer = deployment.api("POST", "", request);
    assertThat(answer.status()).isEqualTo(202);
    UUID id = UUID.fromString(answer.body().path("id").asString());
    String path = "/" + id;
    await()
        .atMost(PATIENCE)
        .until(() -> deployment.api("GET", path, null).body().path("activatedAt").isString());
    return new ModelTenant(id, new ModelState(trial ? TRIAL : ACTIVE, null, trial));
  }

  private record Wish(
      String client, ModelTenant tenant, Operation operation, @Nullable Object body, String path) {}

  /** Each client does something at the same time, mostly to the same tenant. */
  private void play(Deployment deployment, ExecutorService threads) throws Exception {
    ModelTenant favourite = any(tenants);
    List<Callable<Deed>> calls = new ArrayList<>();
    List<Wish> wishes = new ArrayList<>();
    for (String client : keys.keySet()) {
      Wish wish = wish(client, random.nextInt(4) > 0 ? favourite : any(tenants));
      wishes.add(wish);
      calls.add(() -> grant(deployment, wish));
    }
    List<Future<Deed>> deeds = threads.invokeAll(calls);
    for (ModelTenant tenant : tenants) {
      List<Deed> done = new ArrayList<>();
      for (int i = 0; i < wishes.size(); i++) {
        if (wishes.get(i).tenant() == tenant) {
          done.add(deeds.get(i).get());
        }
      }
      if (!done.isEmpty()) {
        tenant.did(done);
        check(deployment, tenant);
      }
    }
  }

  private Wish wish(String client, ModelTenant tenant) {
    Operation operation = any(List.of(Operation.values()));
    String path = operation.path();
    Object body = null;
    switch (operation) {
      case SUSPEND -> body = Map.of("reason", "unpaid");
      case EXTEND -> body = Map.of("days", 1);
      case CALL_IT -> body = Map.of("name", "Shop " + ++names);
      case RENAME -> body = Map.of("schemaName", "renamed_" + ++names);
      case ADD_DOMAIN -> {
        String domain = "shop" + ++names + ".example";
        tenant.domains().add(domain);
        body = Map.of("domain", domain);
      }
      case MAKE_PRIMARY, REMOVE_DOMAIN -> {
        String domain = tenant.domains().isEmpty() ? "no.example" : any(tenant.domains());
        path = path.replace("{domain}", domain);
      }
      case RESUME, CONVERT, DELETE, RESTORE -> body = null;
    }
    return new Wish(client, tenant, operation, body, path);
  }

  private Deed grant(Deployment deployment, Wish wish) {
    Answer answer =
        deployment.send(
            keys.get(wish.client()),
            wish.operation().method(),
            "/api/v1/tenants" + wish.tenant().path() + wish.path(),
            wish.body());
    boolean done = answer.status() >= 200 && answer.status() < 300;
    if (!done) {
      assertThat(answer.status()).as(wish + " " + answer.body()).isIn(404, 409);
      assertThat(answer.body().path("type").asString()).startsWith("urn:tenantry:problem:");
    }
    return new Deed(wish.client(), wish.operation(), done);
  }

  private static void check(Deployment deployment, ModelTenant tenant) {
    JsonNode seen = show(deployment, tenant);
    TenantStatus status = TenantStatus.valueOf(seen.path("status").asString());
    tenant.isSeen(status, seen.path("trialEndsAt").isString());
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              JsonNode now = show(deployment, tenant);
              String domain = now.path("primaryDomain").asString();
              assertThat(deployment.at(domain, "GET", "/", null).status())
                  .as(() -> domain + " of " + tenant)
                  .isEqualTo(ModelState.answer(status));
            });
    exactlyOnePrimaryDomain(deployment, tenant);
    onlyArrowsAndNoGaps(deployment, tenant, status);
  }

  private static void exactlyOnePrimaryDomain(Deployment deployment, ModelTenant tenant) {
    Answer answer = deployment.api("GET", tenant.path() + "/domains", null);
    assertThat(answer.body().path("items").valueStream().filter(d -> d.path("primary").asBoolean()))
        .as(() -> answer + " of " + tenant)
        .hasSize(1);
  }

  /** The events, as recorded, lead from sign-up to the status along the arrows. */
  private static void onlyArrowsAndNoGaps(
      Deployment deployment, ModelTenant tenant, TenantStatus status) {
    List<RecordedEvent> events = recorded(deployment, tenant);
    assertThat(events.stream().map(RecordedEvent::sequence))
        .containsExactlyElementsOf(LongStream.rangeClosed(1, events.size()).boxed().toList());
    TenantStatus now = TenantStatus.PENDING;
    for (RecordedEvent event : events) {
      TenantStatus next = event.next(now);
      assertThat(next == now || now.canBecome(next))
          .as(() -> event + " in " + events + " of " + tenant)
          .isTrue();
      now = next;
    }
    assertThat(now).as(() -> events + " of " + tenant).isEqualTo(status);
  }

  private record RecordedEvent(long sequence, String type, String data) {

    TenantStatus next(TenantStatus now) {
      return switch (type) {
        case "tenant.activated", "tenant.resumed", "tenant.restored" ->
            TenantStatus.valueOf(JSON.readTree(data).path("status").asString());
        case "tenant.suspended", "tenant.trial-expired" -> TenantStatus.SUSPENDED;
        case "tenant.converted" -> ACTIVE;
        case "tenant.deletion-requested" -> TenantStatus.DELETING;
        default -> now;
      };
    }
  }

  private static List<RecordedEvent> recorded(Deployment deployment, ModelTenant tenant) {
    return deployment
        .control()
        .sql(
            """
            SELECT sequence, type, data FROM control.tenant_event
            WHERE tenant_id = :id ORDER BY sequence
            """)
        .param("id", tenant.id())
        .query(RecordedEvent.class)
        .list();
  }

  private static JsonNode show(Deployment deployment, ModelTenant tenant) {
    Answer answer = deployment.api("GET", tenant.path(), null);
    assertThat(answer.status()).isEqualTo(200);
    return answer.body();
  }

  /**
   * As many entries by each client as it has changed things, and all with an address. Whether a
   * domain was the primary one already, and nothing changed, the model does not know.
   */
  private void auditIsComplete(Deployment deployment, ModelTenant tenant) {
    for (String client : keys.keySet()) {
      Long entries =
          deployment
              .control()
              .sql(
                  """
                  SELECT count(*) FROM control.audit
                  WHERE tenant_id = :id AND actor = :client AND remote_address IS NOT NULL
                    AND action <> 'tenant.set-primary-domain'
                  """)
              .param("id", tenant.id())
              .param("client", client)
              .query(Long.class)
              .single();
      assertThat(entries).as(() -> client + " at " + tenant).isEqualTo(tenant.doneBy(client));
    }
  }

  /** What a consumer of its own got: each tenant's first deliveries in order, none missing. */
  private static void eventsCameInOrder(
      EventRecorder events, Deployment deployment, ModelTenant tenant) {
    List<Long> all = recorded(deployment, tenant).stream().map(RecordedEvent::sequence).toList();
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(events.of(tenant.id())).as(tenant::toString).isEqualTo(all));
  }

  private <T> T any(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
