package io.tenantry.provisioning.readiness;

import io.tenantry.registry.ControlSchema;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Open once the worker has brought the control schema to the version that this program needs. */
@Component
public class ControlSchemaGate {

  private final JdbcClient jdbc;
  private volatile boolean open;

  ControlSchemaGate(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Asks the database until the first yes; schemas only grow newer. */
  public boolean isOpen() {
    if (!open) {
      open = ControlSchema.isReady(jdbc);
    }
    return open;
  }

  /**
   * @throws TransientDataAccessResourceException as long as it is not open
   */
  public void requireOpen() {
    if (!isOpen()) {
      throw new TransientDataAccessResourceException("the tables are not there yet");
    }
  }
}
