package io.tenantry.provisioning;

import static org.awaitility.Awaitility.await;

import io.tenantry.registry.Actor;
import io.tenantry.registry.TenantId;
import io.tenantry.registry.TenantLifecycle;
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
      "tenantry.streams.heartbeat=300ms",
      "tenantry.streams.max=5"
    })
@WithInfrastructure
public abstract class AbstractApiTests {

  public static final String KEY = "key-of-the-first-client";

  protected static final Actor WORKER = new Actor("worker", null);

  @Autowired protected TestDatabase database;
  @Autowired protected TenantLifecycle lifecycle;
  @Autowired private PlatformTransactionManager transactions;
  @LocalServerPort private int port;

  @BeforeEach
  void waitForTheFirstClient() {
    await().until(() -> api().get(Api.TENANTS).status() == 200);
  }

  protected Api api() {
    return new Api(port, KEY);
  }

  protected static String unique(String start) {
    return start + Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), 36);
  }

  protected void activate(UUID tenant) {
    new TransactionTemplate(transactions)
        .executeWithoutResult(status -> lifecycle.activate(new TenantId(tenant), "001", WORKER));
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
