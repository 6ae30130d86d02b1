package io.tenantry.registry;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Numbers the events of tenants whose status stays as it is. */
public class Sequences {

  private final JdbcClient jdbc;

  Sequences(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * The number of the tenant's next event. Locks the tenant's row, so that numbers have no gaps.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public long next(TenantId id) {
    return jdbc.sql(
            "UPDATE control.tenant SET sequence = sequence + 1 WHERE id = :id RETURNING sequence")
        .param("id", id.value())
        .query(Long.class)
        .single();
  }
}
