package io.tenantry.provisioning.domains.verification;

import io.tenantry.messaging.Backoff;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the ownership of domains is looked for.
 *
 * @param dnsServer which server to ask, as {@code host} or {@code host:port}, an IPv6 address in
 *     brackets; empty for those of the operating system
 * @param dnsTimeout how long to wait for an answer before it is asked for once more, twice as long
 * @param http about asking the domain's web server
 * @param checks when to look
 */
@Validated
@ConfigurationProperties("tenantry.domains")
record VerificationProperties(
    @DefaultValue("") String dnsServer,
    @DefaultValue("1s") @DurationMin(millis = 50) @DurationMax(seconds = 10) Duration dnsTimeout,
    @DefaultValue @Valid Http http,
    @DefaultValue @Valid Checks checks) {

  /**
   * About asking the domain's web server.
   *
   * @param port where it is; another than 80 is for tests only
   * @param connectTimeout how long a connection may take
   * @param timeout how long all of it may take
   * @param maxBytes how long the answer may be, with its headers
   * @param allowedNetworks in CIDR notation: asked although they are not public, for customers in
   *     networks of your own
   */
  record Http(
      @DefaultValue("80") @Min(1) @Max(65_535) int port,
      @DefaultValue("3s") @DurationMin(millis = 50) @DurationMax(seconds = 30)
          Duration connectTimeout,
      @DefaultValue("10s") @DurationMin(millis = 50) @DurationMax(minutes = 1) Duration timeout,
      @DefaultValue("16384") @Min(256) @Max(1_048_576) int maxBytes,
      @DefaultValue List<@NotNull Network> allowedNetworks) {}

  /**
   * When to look.
   *
   * @param poll how often to look for checks that are due
   * @param concurrency checks at the same time in one instance
   * @param firstRetry pause after the first check that found nothing; it doubles each time
   * @param lastRetry the longest such pause
   * @param giveUpAfter how long to look, since somebody last asked for it
   * @param recheckEvery how often a VERIFIED domain is looked at again
   * @param lapseAfter how long a VERIFIED domain may be without proof
   */
  record Checks(
      @DefaultValue("2s") @DurationMin(millis = 50) @DurationMax(minutes = 10) Duration poll,
      @DefaultValue("8") @Min(1) @Max(256) int concurrency,
      @DefaultValue("1m") @DurationMin(seconds = 1) @DurationMax(days = 1) Duration firstRetry,
      @DefaultValue("1h") @DurationMin(seconds = 1) @DurationMax(days = 1) Duration lastRetry,
      @DefaultValue("14d") @DurationMin(minutes = 1) @DurationMax(days = 365) Duration giveUpAfter,
      @DefaultValue("1d") @DurationMin(minutes = 1) @DurationMax(days = 90) Duration recheckEvery,
      @DefaultValue("7d") @DurationMin(minutes = 1) @DurationMax(days = 365) Duration lapseAfter) {

    Backoff backoff() {
      return new Backoff(firstRetry, lastRetry);
    }
  }
}
