package io.tenantry.techstore;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import io.tenantry.events.Addresses;
import io.tenantry.migrations.BuildLimits;
import io.tenantry.migrations.ScriptLocations;
import io.tenantry.migrations.TenantSchemaBuilder;
import io.tenantry.migrations.TenantSchemaRenamer;
import io.tenantry.migrations.TenantScripts;
import io.tenantry.registry.SqlIdentifier;
import io.tenantry.testing.Broker;
import io.tenantry.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.flywaydb.core.Flyway;
import org.springframework.core.env.Environment;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Does the control plane's part in tests: opens shops, changes their status, tells of it. */
public class Shops {

  private static final ScriptLocations LOCATIONS =
      new ScriptLocations(
          List.of("classpath:db/tenant"),
          List.of("classpath:db/seed"),
          Map.of(),
          Map.of("workshop", List.of("default", "workshop")));
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final TestDatabase database;
  private final Broker broker;
  private final Environment environment;
  private final JdbcClient worker;
  private final TransactionTemplate transaction;
  private final TenantSchemaBuilder builder;
  private final TenantSchemaRenamer renamer;

  public Shops(TestDatabase database, Broker broker, Environment environment) {
    this.database = database;
    this.broker = broker;
    this.environment = environment;
    this.worker = JdbcClient.create(database.worker());
    this.transaction = new TransactionTemplate(new JdbcTransactionManager(database.worker()));
    this.builder =
        new TenantSchemaBuilder(
            database.worker(),
            new TenantScripts(LOCATIONS),
            database.logins().app().name(),
            BuildLimits.defaults());
    this.renamer = new TenantSchemaRenamer(database.worker(), Duration.ofSeconds(5));
    migrateSharedTables(database);
  }

  /** As the worker does it. */
  static void migrateSharedTables(TestDatabase database) {
    JdbcClient.create(database.worker())
        .sql("alter default privileges in schema public grant select on tables to public")
        .update();
    Flyway.configure()
        .dataSource(database.worker())
        .locations("classpath:db/shared")
        .schemas("public")
        .table("tenantry_shared_history")
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .load()
        .migrate();
  }

  int port() {
    return environment.getRequiredProperty("local.server.port", Integer.class);
  }

  /** An active shop with a complete schema. */
  public Shop open(String name) {
    return open(name, "default");
  }

  /** An active tenant of that type with a complete schema. */
  public Shop open(String name, String type) {
    return open(shop(name), type);
  }

  /** An active shop whose schema name another one has given up, though not its domain. */
  Shop succeed(String schemaName) {
    return open(
        Shop.ofOwner(
            UUID.randomUUID(),
            schemaName,
            database.schemaPrefix() + schemaName,
            "successor-of-" + schemaName + ".localhost",
            port()),
        "default");
  }

  /** An active shop in which nobody works yet. */
  public Shop openWithoutOwner(String name) {
    Shop shop = shop(name).withoutToken();
    transaction.executeWithoutResult(status -> build(shop, "default"));
    return shop;
  }

  private Shop open(Shop shop, String type) {
    transaction.executeWithoutResult(
        status -> {
          build(shop, type);
          Owner.moveInto(new SqlIdentifier(shop.role()), shop.id(), worker);
        });
    return shop;
  }

  private void build(Shop shop, String type) {
    String version = builder.build(new SqlIdentifier(shop.role()), type).version();
    insert(shop, type, "ACTIVE", version);
  }

  /** What the shop's schema has, as the worker sees it. */
  public JdbcClient.StatementSpec sql(Shop shop, String statement) {
    return worker.sql(statement.replace("{schema}", new SqlIdentifier(shop.role()).quoted()));
  }

  /** Gives the shop a new plan with these limits, tells of it, and says what the plan is called. */
  public String limit(Shop shop, String limits) {
    String plan = shop.schemaName() + "-" + COUNT.incrementAndGet();
    worker
        .sql("insert into control.plan (name, limits) values (:plan, :limits::jsonb)")
        .param("plan", plan)
        .param("limits", limits)
        .update();
    long sequence =
        worker
            .sql(
                """
                update control.tenant set plan = :plan, sequence = sequence + 1 where id = :id
                returning sequence
                """)
            .param("plan", plan)
            .param("id", shop.id())
            .query(Long.class)
            .single();
    publish(shop, "tenant.updated", sequence);
    return plan;
  }

  /** As the worker renames a tenant: role, schema and registry at once. */
  public Shop rename(Shop shop, String name) {
    Shop renamed = shop(name);
    // Who does not get rid of the writers in time tries again, as the worker does.
    Awaitility.await()
        .ignoreExceptionsInstanceOf(DataAccessException.class)
        .until(
            () -> {
              transaction.executeWithoutResult(status -> rename(shop, renamed));
              return true;
            });
    return Shop.ofOwner(
        shop.id(), renamed.schemaName(), renamed.role(), shop.domain(), shop.port());
  }

  private void rename(Shop shop, Shop renamed) {
    renamer.rename(new SqlIdentifier(shop.role()), new SqlIdentifier(renamed.role()));
    worker
        .sql(
            """
            update control.tenant
               set schema_name = :schema, role_name = :role, sequence = sequence + 1
             where id = :id
            """)
        .param("schema", renamed.schemaName())
        .param("role", renamed.role())
        .param("id", shop.id())
        .update();
  }

  /** A complete schema that no registry knows; tells its name. */
  String build(String name) {
    String schema = database.schemaPrefix() + name;
    transaction.executeWithoutResult(status -> builder.build(new SqlIdentifier(schema), "default"));
    return schema;
  }

  /** A tenant that is in the registry only, as new as any application may want it. */
  Shop register(String name, String status) {
    Shop shop = shop(name);
    insert(shop, "default", status, "999");
    return shop;
  }

  void addDomain(Shop shop, String domain) {
    worker
        .sql(
            """
            insert into control.domain (tenant_id, name, status, is_primary, created_at, verified_at)
            values (:id, :domain, 'VERIFIED', false, now(), now())
            """)
        .param("id", shop.id())
        .param("domain", domain)
        .update();
  }

  /**
   * Returns once the application hears of changes: from now on it forgets no route without one. A
   * message that was sent too early to be heard is seen by the forgetting with which the listening
   * begins.
   */
  void awaitEvents() {
    Shop probe = register("sonda", "SUSPENDED");
    probe.get("/").expect(403);
    publish(probe, "tenant.resumed", changeStatus(probe, "ACTIVE"));
    Awaitility.await().until(() -> probe.get("/").status() == 200);
  }

  /** Changes the registry and says nothing. */
  long changeStatus(Shop shop, String status) {
    return worker
        .sql(
            """
            update control.tenant set status = :status, sequence = sequence + 1 where id = :id
            returning sequence
            """)
        .param("status", status)
        .param("id", shop.id())
        .query(Long.class)
        .single();
  }

  /** Tells all instances over the broker, as the relay does. */
  void publish(Shop shop, String type, long sequence) {
    String data = "{\"tenantId\":\"%s\",\"sequence\":%d}".formatted(shop.id(), sequence);
    publish(type, UUID.randomUUID(), data);
  }

  /** Sends what the relay would send. */
  public void publish(String type, UUID message, String data) {
    String exchange = new Addresses(database.schemaPrefix()).events();
    var properties =
        new AMQP.BasicProperties.Builder().type(type).messageId(message.toString()).build();
    try (Connection connection = broker.connect();
        Channel channel = connection.createChannel()) {
      channel.exchangeDeclare(exchange, BuiltinExchangeType.TOPIC, true);
      channel.basicPublish(exchange, type, properties, data.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  private Shop shop(String name) {
    String schemaName = name + COUNT.incrementAndGet();
    return Shop.ofOwner(
        UUID.randomUUID(),
        schemaName,
        database.schemaPrefix() + schemaName,
        schemaName + ".localhost",
        port());
  }

  private void insert(Shop shop, String type, String status, String version) {
    worker
        .sql(
            """
            insert into control.tenant
              (id, name, schema_name, role_name, type, plan, status, schema_version, created_at)
            values (:id, :name, :schema, :role, :type, 'free', :status, :version, now())
            """)
        .param("id", shop.id())
        .param("name", "Shop " + shop.schemaName())
        .param("schema", shop.schemaName())
        .param("role", shop.role())
        .param("type", type)
        .param("status", status)
        .param("version", version)
        .update();
    worker
        .sql(
            """
            insert into control.domain (tenant_id, name, status, is_primary, created_at, verified_at)
            values (:id, :domain, 'VERIFIED', true, now(), now())
            """)
        .param("id", shop.id())
        .param("domain", shop.domain())
        .update();
  }
}
