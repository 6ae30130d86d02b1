package io.tenantry.tenancy.jobs;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class TenantJobsUnitTests {

  private record Named(String name) implements TenantJob {

    @Override
    public void run(JobRun run) {}
  }

  @Test
  void tellsEveryNameThatIsNoneOrTakenInOneMessage() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new TenantJobs(
                    List.of(new Named("tidy-up"), new Named("Tidy Up"), new Named("tidy-up"))))
        .withMessageContaining("\"Tidy Up\" is no name")
        .withMessageContaining("has the name tidy-up of");
  }

  @Test
  void refusesSchedulesThatAreNone() {
    ZoneId utc = ZoneId.of("UTC");
    assertThatIllegalArgumentException().isThrownBy(() -> JobSchedule.cron("at night", utc));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JobSchedule.every(Duration.ofMillis(999)));
  }

  @Test
  void tellsEverySettingThatIsWrongInOneMessage() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new JobProperties(
                    true, 0, Duration.ofHours(1), Duration.ZERO, Duration.ofSeconds(-1)))
        .withMessageContaining("tenantry.jobs.concurrency")
        .withMessageContaining("tenantry.jobs.timeout")
        .withMessageContaining("tenantry.jobs.announce-every")
        .withMessageContaining("tenantry.jobs.shutdown-timeout");
  }
}
