package io.tenantry.problems.drain;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How a service leaves.
 *
 * @param delay how long it goes on serving after its readiness has gone, at most 15 seconds: longer
 *     than those in front of it take to notice
 */
@ConfigurationProperties("tenantry.drain")
record DrainProperties(@DefaultValue("0s") Duration delay) {

  private static final Duration LONGEST = Duration.ofSeconds(15);

  DrainProperties {
    if (delay.isNegative() || delay.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "tenantry.drain.delay must be between 0s and 15s: " + delay.toSeconds() + "s");
    }
  }
}
