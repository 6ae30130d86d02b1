package io.tenantry.problems;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Bounds of what is accepted over HTTP.
 *
 * @param maxBody the longest body of a request
 */
@ConfigurationProperties("tenantry.http")
record HttpProperties(@DefaultValue("64KB") DataSize maxBody) {

  HttpProperties {
    if (maxBody.toBytes() < 1) {
      throw new IllegalArgumentException("tenantry.http.max-body must be positive: " + maxBody);
    }
  }
}
