package io.tenantry.tenancy.jobs;

import io.tenantry.tenancy.CurrentTenant;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An application with jobs and nothing else. */
@EnableAutoConfiguration
class TestJobs {

  /** Begun, and not yet noticed by the test. */
  static final Semaphore BEGUN = new Semaphore(0);

  /** What keeps the job {@code block}. */
  static volatile CountDownLatch gate = new CountDownLatch(1);

  private interface Body {
    void run(JobRun run) throws Exception;
  }

  private record Job(String name, Optional<JobSchedule> schedule, Body body) implements TenantJob {

    @Override
    public void run(JobRun run) throws Exception {
      body.run(run);
    }
  }

  private static Job job(String name, Body body) {
    return new Job(name, Optional.empty(), body);
  }

  @Bean
  TenantJob note(JdbcClient jdbc) {
    return job(
        "note",
        run ->
            jdbc.sql("insert into item (name) values (current_user || ' ' || :note)")
                .param("note", run.parameters().get("note") + " " + run.attempt())
                .update());
  }

  @Bean
  TenantJob fail() {
    return job(
        "fail",
        run -> {
          if (CurrentTenant.get().schemaName().endsWith(run.parameters().get("in"))) {
            throw new IllegalStateException("no paper in the printer");
          }
        });
  }

  @Bean
  TenantJob peek(JdbcClient jdbc) {
    return job(
        "peek",
        run ->
            jdbc.sql("select name from \"%s\".item".formatted(run.parameters().get("schema")))
                .query(String.class)
                .list());
  }

  @Bean
  TenantJob block() {
    return job(
        "block",
        run -> {
          BEGUN.release();
          gate.await();
        });
  }

  @Bean
  TenantJob nightly() {
    return new Job(
        "nightly",
        Optional.of(JobSchedule.cron("0 0 3 * * *", ZoneId.of("Europe/Madrid"))),
        run -> {});
  }

  @Bean
  TenantJob often() {
    return new Job("often", Optional.of(JobSchedule.every(Duration.ofMinutes(5))), run -> {});
  }
}
