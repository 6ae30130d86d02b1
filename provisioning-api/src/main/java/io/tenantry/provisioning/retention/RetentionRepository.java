package io.tenantry.provisioning.retention;

import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Removes old rows, a batch at a time; of several instances at once, one does it. */
@Repository
class RetentionRepository {

  private final JdbcClient jdbc;

  RetentionRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** How many rows went; 0 also when another instance is at it. */
  @Transactional
  int purge(Kept kept, Instant before, int batch) {
    boolean mine =
        jdbc.sql("SELECT pg_try_advisory_xact_lock(hashtext('tenantry retention'))")
            .query(Boolean.class)
            .single();
    return mine
        ? jdbc.sql(kept.sql())
            .param("before", before.atOffset(ZoneOffset.UTC))
            .param("batch", batch)
            .update()
        : 0;
  }
}
