package io.tenantry.provisioning.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tenantry.events.JobAnnounced;
import io.tenantry.registry.TenantStatus;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Due by the clock; the test moves times in the rows, and plays several instances. */
@TestPropertySource(properties = "tenantry.jobs.sweep-every=1d")
class JobSchedulesIntegrationTests extends AbstractJobRunTests {

  @Autowired private JobSchedules schedules;
  @Autowired private JobSweep sweep;
  @Autowired private JobRunDesk desk;
  @Autowired private PlatformTransactionManager transactions;

  @BeforeEach
  void atLeastOneTenantIsActive() {
    tenant(TenantStatus.ACTIVE);
  }

  @Test
  void aJobThatIsDueBeginsOnceHoweverManyInstancesLook() throws Exception {
    announce(new JobAnnounced(job, null, null, Duration.ofHours(1)));
    due();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Boolean>> instances =
          IntStream.range(0, 8).<Callable<Boolean>>mapToObj(n -> schedules::beginOne).toList();
      int begun = 0;
      for (Future<Boolean> instance : threads.invokeAll(instances)) {
        begun += instance.get() ? 1 : 0;
      }
      assertThat(begun).isEqualTo(1);
    }
    assertThat(runs().size()).isEqualTo(1);
    JsonNode run = runs().path(0);
    assertThat(run.path("scheduled").asBoolean()).isTrue();
    assertThat(run.path("requestedBy").asString()).isEqualTo("schedule");
    assertThat(run.path("total").asInt()).isPositive();
    assertThat(schedules.beginOne()).isFalse();
  }

  @Test
  void aRunThatGoesOnIsWaitedFor() {
    announce(new JobAnnounced(job, null, null, Duration.ofHours(1)));
    due();
    sweep.sweep();
    due();
    sweep.sweep();
    assertThat(runs().size()).isEqualTo(1);
    post(RUNS + "/" + runs().path(0).path("id").asString() + "/cancel", null);
    due();
    sweep.sweep();
    assertThat(runs().size()).isEqualTo(2);
  }

  @Test
  void anAnnouncementOfTheSameScheduleLeavesItsTimeAlone() {
    JobAnnounced nightly = new JobAnnounced(job, "0 0 3 * * *", "Europe/Madrid", null);
    announce(nightly);
    String before = shown().path("nextRunAt").asString();
    assertThat(before).endsWith(":00:00Z");
    assertThat(shown().path("zone").asString()).isEqualTo("Europe/Madrid");
    String seen = shown().path("seenAt").asString();
    tell(nightly);
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> !shown().path("seenAt").asString().equals(seen));
    assertThat(shown().path("nextRunAt").asString()).isEqualTo(before);

    tell(new JobAnnounced(job, null, null, Duration.ofMinutes(5)));
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> shown().path("every").asString("").equals("PT5M"));
    assertThat(shown().path("nextRunAt").asString()).isNotEqualTo(before);
    tell(new JobAnnounced(job, null, null, null));
    await().atMost(Duration.ofMinutes(1)).until(() -> shown().path("nextRunAt").isNull());
  }

  @Test
  void aJobOfAnApplicationThatIsGoneIsNotDue() {
    announce(new JobAnnounced(job, null, null, Duration.ofHours(1)));
    due();
    database
        .admin()
        .sql("UPDATE control.job SET seen_at = now() - interval '1 hour' WHERE name = :job")
        .param("job", job)
        .update();
    assertThat(schedules.beginOne()).isFalse();
    tell(new JobAnnounced(job, null, null, Duration.ofHours(1)));
    await().atMost(Duration.ofMinutes(1)).until(schedules::beginOne);
    assertThat(runs().size()).as("what was missed is done once").isEqualTo(1);
  }

  @Test
  void spreadsItsTenantsOverAWhile() {
    tenants(4);
    UUID run =
        new TransactionTemplate(transactions)
            .execute(status -> desk.startScheduled(job, Duration.ofHours(1)));
    assertThat(
            database
                .admin()
                .sql(
                    """
                    SELECT count(DISTINCT due_at) = count(*)
                           AND bool_and(due_at BETWEEN created_at AND created_at + interval '1 hour')
                    FROM control.job_run_tenant JOIN control.job_run ON id = run_id WHERE id = :run
                    """)
                .param("run", run)
                .query(Boolean.class)
                .single())
        .isTrue();
    sweep.sweep();
    assertThat(show(run).path("waiting").asInt()).isEqualTo(show(run).path("total").asInt());
  }

  private void announce(JobAnnounced announced) {
    tell(announced);
    await().atMost(Duration.ofMinutes(1)).until(() -> !shown().isMissingNode());
  }

  private JsonNode shown() {
    for (JsonNode known : api().get(JOBS).json().path("items")) {
      if (known.path("name").asString().equals(job)) {
        return known;
      }
    }
    return MissingNode.getInstance();
  }

  private void due() {
    database
        .admin()
        .sql("UPDATE control.job SET next_run_at = now() - interval '1 minute' WHERE name = :job")
        .param("job", job)
        .update();
  }

  private JsonNode runs() {
    return api().get(RUNS + "?job=" + job).json().path("items");
  }
}
