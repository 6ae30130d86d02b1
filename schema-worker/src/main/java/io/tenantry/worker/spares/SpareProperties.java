package io.tenantry.worker.spares;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How many schemas are kept ready.
 *
 * @param schemaPrefix what the names of this installation's schemas and roles start with
 * @param size spares of each type when nobody signs up; 0 for none, then every tenant is built when
 *     it signs up
 * @param maximum the most spares of a type, whatever the demand
 * @param demandWindow as many spares as there were sign-ups of the type in this time are kept
 * @param lookEvery how often to see whether spares are missing
 * @param pause between two builds, so that they leave the server to others
 * @param quiet while there was a sign-up in this time, spares are made only if less than half of
 *     those that are wanted is left: a build takes the server from who signs up
 * @param rolesAtOnce roles made in one transaction: each change of memberships costs every session
 *     of the application
 */
@Validated
@ConfigurationProperties("tenantry.spares")
record SpareProperties(
    @DefaultValue("") @Pattern(regexp = "([a-z][a-z0-9_]{0,7})?") String schemaPrefix,
    @DefaultValue("4") @Min(0) @Max(10_000) int size,
    @DefaultValue("50") @Min(0) @Max(10_000) int maximum,
    @DefaultValue("5m") @DurationMin(seconds = 1) Duration demandWindow,
    @DefaultValue("250ms") @DurationMin(millis = 10) Duration lookEvery,
    @DefaultValue("20ms") @DurationMin(millis = 0) Duration pause,
    @DefaultValue("1s") @DurationMin(millis = 0) Duration quiet,
    @DefaultValue("20") @Min(1) @Max(500) int rolesAtOnce) {

  SpareProperties {
    if (maximum < size) {
      throw new IllegalArgumentException(
          "tenantry.spares.maximum is less than tenantry.spares.size: %d < %d"
              .formatted(maximum, size));
    }
  }
}
