package io.tenantry.tracing;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/**
 * Leaves Boot's tracing out where {@code tenantry.tracing.endpoint} is there and empty: a tracer
 * that samples nothing would still cost each request some microseconds.
 */
class TracingSwitch implements AutoConfigurationImportFilter, EnvironmentAware {

  private static final String ENDPOINT = "tenantry.tracing.endpoint";
  private static final String TRACING = "org.springframework.boot.micrometer.tracing.";
  private static final String OPENTELEMETRY = "org.springframework.boot.opentelemetry.";

  private boolean off;

  @Override
  public void setEnvironment(Environment environment) {
    String endpoint = environment.getProperty(ENDPOINT);
    off = endpoint != null && endpoint.isBlank();
  }

  @Override
  public boolean[] match(
      @Nullable String[] classNames, AutoConfigurationMetadata autoConfigurationMetadata) {
    boolean[] matches = new boolean[classNames.length];
    for (int i = 0; i < classNames.length; i++) {
      matches[i] = !off || !isTracing(classNames[i]);
    }
    return matches;
  }

  private static boolean isTracing(@Nullable String className) {
    return className != null
        && (className.startsWith(TRACING) || className.startsWith(OPENTELEMETRY));
  }
}
