package io.tenantry.tenancy.propagation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.tenantry.tenancy.CurrentTenant;
import io.tenantry.tenancy.NoTenantException;
import io.tenantry.tenancy.Tenant;
import io.tenantry.tenancy.TenantScope;
import io.tenantry.tenancy.TestTenants;
import io.tenantry.testing.TestDatabase;
import io.tenantry.testing.WithInfrastructure;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.AnonymousQueue;
import org.springframework.amqp.core.Queue;
import org.springframework.amqp.rabbit.annotation.RabbitListener;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Work that goes on elsewhere is the same tenant's, or nobody's. */
@SpringBootTest(
    webEnvironment = WebEnvironment.MOCK,
    classes = PropagationIntegrationTests.Application.class,
    properties = {
      "spring.datasource.username=${TENANTRY_DB_APP_USER}",
      "spring.datasource.password=${TENANTRY_DB_APP_PASSWORD}",
      "spring.datasource.hikari.maximum-pool-size=4",
      "tenantry.messaging.prefix=${TENANTRY_MESSAGING_PREFIX}"
    })
@WithInfrastructure
class PropagationIntegrationTests {

  private static TestDatabase populated;
  private static Tenant one;
  private static Tenant two;

  @Autowired private TestDatabase database;
  @Autowired private Work work;
  @Autowired private Listener listener;
  @Autowired private Clockwork clockwork;
  @Autowired private ApplicationEventPublisher events;
  @Autowired private AsyncTaskExecutor applicationTaskExecutor;
  @Autowired private TaskScheduler scheduler;
  @Autowired private RabbitTemplate rabbit;
  @Autowired private Queue letters;

  @BeforeEach
  void registerTenants() {
    if (populated != database) {
      populated = database;
      one = registered("one");
      two = registered("two");
    }
    listener.heard().clear();
  }

  private Tenant registered(String name) {
    Tenant tenant = TestTenants.create(database, name);
    database
        .admin()
        .sql(
            """
            with tenant as (
              insert into control.tenant (id, name, schema_name, role_name, type, plan, status,
                                          sequence, created_at)
              values (:id, :role, :role, :role, 'default', 'free', 'ACTIVE', 1, now())
              returning id)
            insert into control.domain (tenant_id, name, status, is_primary, created_at, verified_at)
            select id, :domain, 'VERIFIED', true, now(), now() from tenant
            """)
        .param("id", tenant.id())
        .param("role", tenant.role())
        .param("domain", name + ".localhost")
        .update();
    return tenant;
  }

  @Test
  void asynchronousMethodsWorkForTheirCallersTenant() {
    CompletableFuture<String> ofOne = CurrentTenant.call(one, () -> work.later());
    CompletableFuture<String> ofTwo = CurrentTenant.call(two, () -> work.later());

    assertThat(ofOne.join()).isEqualTo(one.role());
    assertThat(ofTwo.join()).isEqualTo(two.role());
    assertThat(work.later())
        .failsWithin(java.time.Duration.ofSeconds(30))
        .withThrowableOfType(ExecutionException.class)
        .withCauseInstanceOf(NoTenantException.class);
  }

  @Test
  void asynchronousListenersWorkForWhoeverPublished() throws InterruptedException {
    CurrentTenant.run(two, () -> events.publishEvent(new Sold("phone")));

    assertThat(listener.heard().take()).isEqualTo("phone of " + two.role());
  }

  @Test
  void executorsAndSchedulersRunWhatTheyAreGivenForWhoeverGaveIt() throws InterruptedException {
    CurrentTenant.run(
        one, () -> applicationTaskExecutor.execute(() -> listener.heard().add(work.owner())));
    assertThat(listener.heard().take()).isEqualTo(one.role());

    CurrentTenant.run(
        two, () -> scheduler.schedule(() -> listener.heard().add(work.owner()), Instant.now()));
    assertThat(listener.heard().take()).isEqualTo(two.role());
  }

  @Test
  void anExecutorOfOnesOwnDoesSoOnceItIsWrapped() throws Exception {
    try (var threads = new TenantExecutor(Executors.newSingleThreadExecutor())) {
      Callable<String> owner = work::owner;
      Future<String> ofOne = CurrentTenant.call(one, () -> threads.submit(owner));
      String ofTwo = CurrentTenant.call(two, () -> threads.invokeAny(List.of(owner)));

      assertThat(ofOne.get()).isEqualTo(one.role());
      assertThat(ofTwo).isEqualTo(two.role());
      assertThatExceptionOfType(ExecutionException.class)
          .isThrownBy(() -> threads.submit(owner).get())
          .withCauseInstanceOf(NoTenantException.class);
    }
  }

  @Test
  void schedulesOfTheApplicationHaveNoTenant() {
    await().until(() -> clockwork.scopes.peek() != null);
    assertThat(clockwork.scopes).containsOnly("none");
  }

  @Test
  void annotatedMethodsEnterTheirTenantBeforeTheirTransaction() {
    assertThat(work.ownerIn(one)).isEqualTo(one.role());
    assertThat(CurrentTenant.<String, RuntimeException>call(one, () -> work.ownerIn(two)))
        .isEqualTo(two.role());
    assertThat(CurrentTenant.<Boolean, RuntimeException>call(one, work::isInPublic)).isTrue();
    assertThat(CurrentTenant.scope()).isEmpty();
  }

  @Test
  void messagesBelongToTheTenantThatSentThem() throws InterruptedException {
    CurrentTenant.run(one, () -> rabbit.convertAndSend(letters.getName(), "a letter"));
    assertThat(listener.heard().take()).isEqualTo("a letter of " + one.role());

    CurrentTenant.run(two, () -> rabbit.convertAndSend(letters.getName(), "a letter"));
    assertThat(listener.heard().take()).isEqualTo("a letter of " + two.role());
  }

  @Test
  void messagesWithoutATenantAreHandledWithoutOne() throws InterruptedException {
    rabbit.convertAndSend(letters.getName(), "a circular");

    assertThat(listener.heard().take()).isEqualTo("a circular of nobody");
  }

  @Test
  void messagesForTenantsThatAreNotServedAreRefused() throws InterruptedException {
    for (String id : List.of(UUID.randomUUID().toString(), "no id")) {
      rabbit.convertAndSend(
          letters.getName(),
          (Object) "lost",
          message -> {
            message.getMessageProperties().setHeader(TenantHeader.NAME, id);
            return message;
          });
    }
    CurrentTenant.run(one, () -> rabbit.convertAndSend(letters.getName(), "the next"));

    assertThat(listener.heard().take()).isEqualTo("the next of " + one.role());
    assertThat(listener.heard()).isEmpty();
  }

  record Sold(String what) {}

  @EnableAutoConfiguration
  @EnableAsync
  @EnableScheduling
  @Import({Work.class, Listener.class, Clockwork.class})
  static class Application {

    @Bean
    Queue letters() {
      return new AnonymousQueue();
    }
  }

  @Component
  static class Work {

    private final JdbcClient jdbc;

    Work(JdbcClient jdbc) {
      this.jdbc = jdbc;
    }

    String owner() {
      return jdbc.sql("select name from item").query(String.class).single();
    }

    @Async
    CompletableFuture<String> later() {
      return CompletableFuture.completedFuture(owner());
    }

    @InTenant
    @Transactional
    public String ownerIn(Tenant tenant) {
      assertThat(CurrentTenant.get()).isEqualTo(tenant);
      return owner();
    }

    @InPublic
    public boolean isInPublic() {
      return CurrentTenant.scope().filter(TenantScope.InPublic.class::isInstance).isPresent();
    }
  }

  @Component
  static class Listener {

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final Work work;

    Listener(Work work) {
      this.work = work;
    }

    BlockingQueue<String> heard() {
      return heard;
    }

    @Async
    @EventListener
    public void sold(Sold sold) {
      heard.add(sold.what() + " of " + work.owner());
    }

    @RabbitListener(queues = "#{letters.name}")
    void letter(String text) {
      heard.add(text + " of " + CurrentTenant.find().map(_ -> work.owner()).orElse("nobody"));
    }
  }

  @Component
  static class Clockwork {

    private final BlockingQueue<String> scopes = new LinkedBlockingQueue<>();

    @Scheduled(fixedDelay = 100)
    void tick() {
      scopes.add(CurrentTenant.scope().map(TenantScope::role).orElse("none"));
    }
  }
}
