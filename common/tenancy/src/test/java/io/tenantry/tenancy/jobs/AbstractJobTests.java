package io.tenantry.tenancy.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;
import io.tenantry.events.Addresses;
import io.tenantry.events.JobAnnounced;
import io.tenantry.events.JobEnded;
import io.tenantry.events.JobEnded.Outcome;
import io.tenantry.events.MessageJson;
import io.tenantry.events.RunJob;
import io.tenantry.tenancy.Tenant;
import io.tenantry.tenancy.TestTenants;
import io.tenantry.testing.Broker;
import io.tenantry.testing.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Orders that come over a broker, and what is answered; the test plays the provisioning API. */
abstract class AbstractJobTests {

  private static TestDatabase database;
  private static Tenant one;
  private static Tenant two;

  private final String prefix = "j" + UUID.randomUUID().toString().substring(0, 7) + "_";
  private final Addresses addresses = new Addresses(prefix);
  private final MessageJson json = new MessageJson();
  private final UUID run = UUID.randomUUID();
  private final List<ConfigurableApplicationContext> applications = new ArrayList<>();
  private final List<JobEnded> ended = new ArrayList<>();
  private final List<JobAnnounced> announced = new ArrayList<>();
  private Connection connection;
  private Channel channel;

  abstract Broker broker();

  @BeforeAll
  static void makeTenants() {
    database = TestDatabase.withControlSchema();
    one = TestTenants.create(database, "one");
    two = TestTenants.create(database, "two");
    register(one, "ACTIVE");
    register(two, "TRIAL");
  }

  @AfterAll
  static void closeDatabase() {
    database.close();
  }

  @BeforeEach
  void connect() throws IOException {
    TestJobs.BEGUN.drainPermits();
    TestJobs.gate = new CountDownLatch(1);
    connection = broker().connect();
    channel = connection.createChannel();
  }

  @AfterEach
  void disconnect() throws IOException {
    TestJobs.gate.countDown();
    applications.forEach(ConfigurableApplicationContext::close);
    connection.close();
    broker().forget(addresses);
  }

  @Test
  void runsInsideEachTenantAsItsRole() {
    start();
    order("note", one, Map.of("note", "a"));
    order("note", two, Map.of("note", "b"));
    awaitEnded(2);
    assertThat(ended).extracting(JobEnded::outcome).containsOnly(Outcome.SUCCEEDED);
    assertThat(items(one)).containsExactly(one.role(), one.role() + " a 1");
    assertThat(items(two)).containsExactly(two.role(), two.role() + " b 1");
  }

  @Test
  void aFailureInOneTenantStopsNoOther() {
    start();
    order("fail", one, Map.of("in", one.schemaName()));
    order("fail", two, Map.of("in", one.schemaName()));
    awaitEnded(2);
    assertThat(of(one).outcome()).isEqualTo(Outcome.FAILED);
    assertThat(of(one).error()).isEqualTo("no paper in the printer");
    assertThat(of(two).outcome()).isEqualTo(Outcome.SUCCEEDED);
  }

  @Test
  void hasNoRightsInAnotherTenant() {
    start();
    order("peek", one, Map.of("schema", two.role()));
    awaitEnded(1);
    assertThat(of(one).outcome()).isEqualTo(Outcome.FAILED);
    assertThat(of(one).error()).contains("permission denied for schema " + two.role());
  }

  @Test
  void saysThatItHasNoSuchJob() {
    start();
    order("nonsense", one, Map.of());
    awaitEnded(1);
    assertThat(of(one).outcome()).isEqualTo(Outcome.FAILED);
    assertThat(of(one).error()).isEqualTo("there is no job nonsense here");
  }

  @Test
  void skipsTenantsThatAreNotActive() {
    Tenant suspended = TestTenants.named(database.schemaPrefix() + "unpaid");
    if (database
            .admin()
            .sql("select count(*) from control.tenant where schema_name = :name")
            .param("name", suspended.role())
            .query(Long.class)
            .single()
        == 0) {
      register(suspended, "SUSPENDED");
    }
    start();
    order("note", suspended, Map.of());
    order("note", TestTenants.named("nobody"), Map.of());
    awaitEnded(2);
    assertThat(ended).extracting(JobEnded::outcome).containsOnly(Outcome.SKIPPED);
    assertThat(of(suspended).error()).isEqualTo("the tenant is SUSPENDED");
  }

  @Test
  void breaksOffWhatTakesTooLong() {
    start("--tenantry.jobs.timeout=100ms");
    order("block", one, Map.of());
    awaitEnded(1);
    assertThat(of(one).outcome()).isEqualTo(Outcome.FAILED);
    assertThat(of(one).error()).contains("longer than PT0.1S");
  }

  @Test
  void whatAStopBreaksOffIsDoneByTheNextInstance() throws InterruptedException {
    ConfigurableApplicationContext first = start("--tenantry.jobs.shutdown-timeout=0s");
    order("block", one, Map.of());
    assertThat(TestJobs.BEGUN.tryAcquire(60, TimeUnit.SECONDS)).isTrue();
    first.close();
    TestJobs.gate.countDown();
    start();
    awaitEnded(1);
    assertThat(TestJobs.BEGUN.tryAcquire(60, TimeUnit.SECONDS)).as("begun again").isTrue();
    order("fail", two, Map.of("in", "-"));
    awaitEnded(2);
    assertThat(ended).extracting(JobEnded::outcome).containsOnly(Outcome.SUCCEEDED);
    assertThat(of(one).attempt()).isEqualTo(1);
  }

  @Test
  void putsAsideWhatItCannotRead() throws IOException {
    start();
    awaitQueue();
    publish("nonsense".getBytes(StandardCharsets.UTF_8));
    await()
        .until(
            () -> {
              GetResponse letter = channel.basicGet(addresses.deadLetters(), true);
              return letter != null
                  && letter.getProps().getHeaders().containsKey("tenantry-reason");
            });
  }

  @Test
  void letsBeWhatHasExpired() {
    start("--tenantry.jobs.concurrency=1");
    awaitQueue();
    send(new RunJob(run, one.id(), 1, "fail", Map.of("in", "-"), Instant.now().minusSeconds(1)));
    order("fail", two, Map.of("in", "-"));
    awaitEnded(1);
    assertThat(ended).extracting(JobEnded::tenantId).containsExactly(two.id());
  }

  @Test
  void announcesItsJobsNowAndThen() {
    start("--tenantry.jobs.announce-every=100ms");
    await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> {
              receive();
              return announced.stream().filter(job -> job.job().equals("often")).count() > 1;
            });
    assertThat(announced)
        .contains(
            new JobAnnounced("note", null, null, null),
            new JobAnnounced("nightly", "0 0 3 * * *", "Europe/Madrid", null),
            new JobAnnounced("often", null, null, Duration.ofMinutes(5)));
  }

  private ConfigurableApplicationContext start(String... settings) {
    List<String> arguments = new ArrayList<>(List.of(settings));
    arguments.add("--spring.datasource.url=" + database.jdbcUrl());
    arguments.add("--spring.datasource.username=" + database.logins().app().name().value());
    arguments.add("--spring.datasource.password=" + database.logins().app().password());
    arguments.add("--spring.datasource.hikari.maximum-pool-size=4");
    arguments.add("--spring.rabbitmq.addresses=" + broker().url());
    arguments.add("--tenantry.messaging.prefix=" + prefix);
    arguments.add("--tenantry.routing.lookup-timeout=60s");
    ConfigurableApplicationContext application =
        new SpringApplicationBuilder(TestJobs.class)
            .web(WebApplicationType.NONE)
            .run(arguments.toArray(String[]::new));
    applications.add(application);
    return application;
  }

  private void order(String job, Tenant tenant, Map<String, String> parameters) {
    awaitQueue();
    send(new RunJob(run, tenant.id(), 1, job, parameters, Instant.now().plusSeconds(600)));
  }

  private void send(RunJob order) {
    publish(json.write(order).getBytes(StandardCharsets.UTF_8));
  }

  private void publish(byte[] body) {
    try {
      channel.basicPublish(
          addresses.commands(),
          "run-job",
          new AMQP.BasicProperties.Builder()
              .type("run-job")
              .messageId(UUID.randomUUID().toString())
              .deliveryMode(2)
              .build(),
          body);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The application makes it when it has a connection. */
  private void awaitQueue() {
    await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> {
              if (!channel.isOpen()) {
                channel = connection.createChannel();
              }
              try {
                channel.queueDeclarePassive(addresses.deadLetters());
                channel.queueDeclarePassive(addresses.jobs());
                return channel.consumerCount(addresses.jobs()) > 0;
              } catch (IOException e) {
                return false;
              }
            });
  }

  private void awaitEnded(int count) {
    await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> {
              receive();
              return ended.size() >= count;
            });
    receive();
    assertThat(ended).hasSize(count);
  }

  private void receive() {
    try {
      if (!channel.isOpen()) {
        channel = connection.createChannel();
      }
      GetResponse message = channel.basicGet(addresses.jobEvents(), true);
      while (message != null) {
        String body = new String(message.getBody(), StandardCharsets.UTF_8);
        switch (message.getProps().getType()) {
          case "job.ended" -> ended.add(json.read(body, JobEnded.class));
          case "job.announced" -> announced.add(json.read(body, JobAnnounced.class));
          default -> throw new IllegalStateException(message.getProps().getType());
        }
        message = channel.basicGet(addresses.jobEvents(), true);
      }
    } catch (IOException e) {
      // The queue is not there yet.
    }
  }

  private JobEnded of(Tenant tenant) {
    return ended.stream().filter(e -> e.tenantId().equals(tenant.id())).findFirst().orElseThrow();
  }

  private static List<String> items(Tenant tenant) {
    return database
        .admin()
        .sql("select name from \"%s\".item order by id".formatted(tenant.role()))
        .query(String.class)
        .list();
  }

  private static void register(Tenant tenant, String status) {
    database
        .admin()
        .sql(
            """
            with tenant as (
              insert into control.tenant (id, name, schema_name, role_name, type, plan, status,
                                          sequence, created_at)
              values (:id, :name, :name, :name, 'default', 'free', :status, 1, now())
              returning id)
            insert into control.domain (tenant_id, name, status, is_primary, created_at, verified_at)
            select id, :domain, 'VERIFIED', true, now(), now() from tenant
            """)
        .param("id", tenant.id())
        .param("name", tenant.role())
        .param("status", status)
        .param("domain", tenant.primaryDomain().replace('_', '-'))
        .update();
  }
}
