package io.tenantry.provisioning.readiness;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Shows, as {@code controlSchema}, whether the control plane's tables are what we need. */
@Component
class ControlSchemaHealthIndicator implements HealthIndicator {

  private final ControlSchemaGate schema;

  ControlSchemaHealthIndicator(ControlSchemaGate schema) {
    this.schema = schema;
  }

  @Override
  public Health health() {
    return schema.isOpen() ? Health.up().build() : Health.outOfService().build();
  }
}
