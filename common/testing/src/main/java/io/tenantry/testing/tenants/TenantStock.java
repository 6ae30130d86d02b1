package io.tenantry.testing.tenants;

import io.tenantry.migrations.BuildLimits;
import io.tenantry.migrations.TenantSchemaBuilder;
import io.tenantry.migrations.TenantScripts;
import io.tenantry.registry.SqlIdentifier;
import io.tenantry.testing.TestDatabase;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Schemas of one type that are built before a test asks for one. */
final class TenantStock implements AutoCloseable {

  private static final int AHEAD = 4;
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final Logger log = LoggerFactory.getLogger(TenantStock.class);

  private final TestDatabase database;
  private final String type;
  private final TransactionTemplate transaction;
  private final TenantSchemaBuilder builder;
  private final Queue<Built> ready = new ConcurrentLinkedQueue<>();
  private Thread filling = Thread.ofVirtual().unstarted(() -> {});
  private volatile boolean closed;

  /** A schema that is nobody's yet. */
  record Built(String schemaName, String role, String version) {}

  TenantStock(TestDatabase database, TenantScripts scripts, String type) {
    this.database = database;
    this.type = type;
    this.transaction = new TransactionTemplate(new JdbcTransactionManager(database.worker()));
    this.builder =
        new TenantSchemaBuilder(
            database.worker(), scripts, database.logins().app().name(), BuildLimits.defaults());
  }

  /** One that nobody else gets, built now if need be. */
  Built take() {
    Built built = ready.poll();
    if (built == null) {
      built = build();
    }
    fillUp();
    return built;
  }

  private synchronized void fillUp() {
    if (!closed && !filling.isAlive()) {
      filling = Thread.ofVirtual().start(this::fill);
    }
  }

  private void fill() {
    try {
      while (!closed && ready.size() < AHEAD) {
        ready.add(build());
      }
    } catch (RuntimeException e) {
      // Who needs one builds it himself, and gets to know.
      log.debug("No tenant was built ahead", e);
    }
  }

  /** Nothing is built any more when this returns. */
  @Override
  public synchronized void close() {
    closed = true;
    try {
      filling.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Built build() {
    String schemaName = "test_" + COUNT.incrementAndGet();
    String role = database.schemaPrefix() + schemaName;
    String version =
        transaction.execute(_ -> builder.build(new SqlIdentifier(role), type)).version();
    return new Built(schemaName, role, version);
  }
}
