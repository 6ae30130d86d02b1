package io.tenantry.provisioning;

import static org.awaitility.Awaitility.await;

import io.tenantry.provisioning.clients.ApiKey;
import io.tenantry.registry.Actor;
import io.tenantry.registry.SchemaVersion;
import io.tenantry.registry.TenantId;
import io.tenantry.registry.TenantLifecycle;
import io.tenantry.registry.TenantStatus;
import io.tenantry.registry.Tenants;
import io.tenantry.testing.TestDatabase;
import io.tenantry.testing.WithInfrastructure;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The whole service over a real database and a real broker; the test plays the worker. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "TENANTRY_BOOTSTRAP_KEY=" + AbstractApiTests.KEY,
      "TENANTRY_TENANT_PORT=8081",
      // Where Spring Boot would believe forwarded headers.
      "spring.main.cloud-platform=kubernetes",
      "tenantry.types=default,atelier",
      // Nobody is asked whose domains the test domains are.
      "tenantry.domains.dns-server=127.0.0.1:9",
      // Tests that are about it order it themselves.
      "tenantry.trials.check-every=1d",
      "tenantry.dead-letters.collect-every=200ms",
      "tenantry.streams.heartbeat=300ms",
      "tenantry.streams.max=5",
      // All tests are one client at one address.
      "TENANTRY_REQUESTS_PER_MINUTE=0",
      "TENANTRY_FAILED_KEYS_PER_MINUTE=0"
    })
@WithInfrastructure
public abstract class AbstractApiTests {

  public static final String KEY = "key-of-the-first-client";

  protected static final Actor WORKER = new Actor("worker", null);

  @Autowired protected TestDatabase database;
  @Autowired protected TenantLifecycle lifecycle;
  @Autowired private Tenants tenants;
  @Autowired private PlatformTransactionManager transactions;
  @LocalServerPort private int port;

  @BeforeEach
  void waitForTheFirstClient() {
    await().until(() -> api().get(Api.TENANTS).status() == 200);
  }

  protected Api api() {
    return new Api(port, KEY);
  }

  /** The service as a new client sees it that has these scopes only, separated by spaces. */
  protected Api client(String scopes) {
    ApiKey key = new ApiKey("tk_" + UUID.randomUUID());
    database
        .admin()
        .sql(
            """
            INSERT INTO control.api_client (id, name, key_id, key_hash, scopes, created_at)
            VALUES (:id, :name, :keyId, :hash, string_to_array(:scopes, ' '), now())
            """)
        .param("id", UUID.randomUUID())
        .param("name", unique("client"))
        .param("keyId", key.id())
        .param("hash", key.hash())
        .param("scopes", scopes)
        .update();
    return api().withKey(key.text());
  }

  protected static String unique(String start) {
    return start + Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), 36);
  }

  /** A new tenant that got to this status as tenants get there. */
  protected UUID tenant(TenantStatus status) {
    return tenant(status, unique("t"));
  }

  /** The same under a name of the test's choice. */
  protected UUID tenant(TenantStatus status, String name) {
    String trial = status == TenantStatus.TRIAL ? ", \"trialDays\": 14" : "";
    UUID id = api().signUp("{\"name\": \"" + name + "\"" + trial + "}").id();
    switch (status) {
      case PENDING -> {}
      case ACTIVE, TRIAL -> activate(id);
      case FAILED -> fail(id);
      case SUSPENDED -> {
        activate(id);
        api().order(id, "suspend", "{\"reason\": \"unpaid\"}");
      }
      case DELETING -> {
        activate(id);
        api().send("DELETE", Api.TENANTS + "/" + id, null);
      }
      case DELETED -> {
        put(id, TenantStatus.DELETING);
        put(id, TenantStatus.DELETED);
      }
    }
    return id;
  }

  private void put(UUID tenant, TenantStatus status) {
    database
        .admin()
        .sql("UPDATE control.tenant SET status = :status WHERE id = :id")
        .param("status", status.name())
        .param("id", tenant)
        .update();
  }

  /** If it is pending, or there at all. */
  protected void activate(UUID tenant) {
    new TransactionTemplate(transactions)
        .executeWithoutResult(
            status ->
                tenants
                    .lock(new TenantId(tenant))
                    .ifPresent(
                        locked ->
                            lifecycle.activate(locked, new SchemaVersion("001", "f001"), WORKER)));
  }

  protected void fail(UUID tenant) {
    new TransactionTemplate(transactions)
        .executeWithoutResult(
            status -> lifecycle.fail(new TenantId(tenant), "no-luck", "It rained.", WORKER));
  }

  protected void activateOnceRecorded(String name) {
    activate(await().until(() -> find(name), Optional::isPresent).orElseThrow());
  }

  protected void failOnceRecorded(String name) {
    fail(await().until(() -> find(name), Optional::isPresent).orElseThrow());
  }

  private Optional<UUID> find(String name) {
    return database
        .admin()
        .sql("SELECT id FROM control.tenant WHERE name = :name")
        .param("name", name)
        .query(UUID.class)
        .optional();
  }

  protected long rows(String table) {
    return database.admin().sql("SELECT count(*) FROM control." + table).query(Long.class).single();
  }
}
