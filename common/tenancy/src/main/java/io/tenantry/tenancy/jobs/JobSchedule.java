package io.tenantry.tenancy.jobs;

import java.time.Duration;
import java.time.ZoneId;
import org.springframework.scheduling.support.CronExpression;

/** When a job is due by itself. The provisioning API keeps the clock, so it is due once. */
public sealed interface JobSchedule {

  /**
   * At times of a clock on the wall.
   *
   * @param expression six fields from seconds to day of week, as Spring has them
   */
  record Cron(String expression, ZoneId zone) implements JobSchedule {

    public Cron {
      CronExpression.parse(expression);
    }
  }

  /** At this distance from one start to the next. */
  record Every(Duration distance) implements JobSchedule {

    public Every {
      if (distance.toSeconds() < 1) {
        throw new IllegalArgumentException("a schedule needs a second at least: " + distance);
      }
    }
  }

  /**
   * @throws IllegalArgumentException if the expression is none
   */
  static JobSchedule cron(String expression, ZoneId zone) {
    return new Cron(expression, zone);
  }

  /**
   * @throws IllegalArgumentException if it is less than a second
   */
  static JobSchedule every(Duration distance) {
    return new Every(distance);
  }
}
