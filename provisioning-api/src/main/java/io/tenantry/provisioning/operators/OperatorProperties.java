package io.tenantry.provisioning.operators;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How operators get in.
 *
 * @param url where their browsers find the service, without a path; {@code https} makes their
 *     cookies secure
 * @param linkLife how long a link that logs in once is good
 * @param mostFailures wrong passwords in a row that lock an account
 * @param lock for how long
 * @param sessionLife after which also a busy session ends
 */
@Validated
@ConfigurationProperties("tenantry.console")
public record OperatorProperties(
    URI url,
    @DefaultValue("15m") @DurationMin(seconds = 10) Duration linkLife,
    @DefaultValue("5") @Min(1) @Max(100) int mostFailures,
    @DefaultValue("15m") @DurationMin(seconds = 1) Duration lock,
    @DefaultValue("12h") @DurationMin(minutes = 1) Duration sessionLife) {

  public OperatorProperties {
    if (url.getHost() == null
        || !("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
        || !url.getPath().isEmpty()) {
      throw new IllegalArgumentException(
          "tenantry.console.url (TENANTRY_CONSOLE_URL) must be like https://tenants.example.com,"
              + " without a path: "
              + url);
    }
  }

  /** Whether browsers come by TLS. */
  public boolean isSecure() {
    return "https".equals(url.getScheme());
  }
}
