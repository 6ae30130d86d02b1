package io.tenantry.provisioning.tenants;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * For how long deleted tenants can be restored.
 *
 * @param grace unless the caller says otherwise
 * @param shortest that a caller may ask for
 * @param longest that a caller may ask for
 */
@ConfigurationProperties("tenantry.deletion")
public record GracePeriods(
    @DefaultValue("30d") Duration grace,
    @DefaultValue("1d") Duration shortest,
    @DefaultValue("365d") Duration longest) {

  public GracePeriods {
    if (shortest.isNegative() || grace.compareTo(shortest) < 0 || longest.compareTo(grace) < 0) {
      throw new IllegalArgumentException(
          "tenantry.deletion needs shortest <= grace <= longest, none of them negative: %s, %s, %s"
              .formatted(shortest, grace, longest));
    }
  }

  /** Whether a caller may ask for it. */
  public boolean allow(Duration wanted) {
    return wanted.compareTo(shortest) >= 0 && wanted.compareTo(longest) <= 0;
  }
}
