package io.tenantry.worker.spares;

import io.tenantry.migrations.TenantSchemaBuilder;
import io.tenantry.migrations.dropping.TenantSchemaDropper;
import io.tenantry.registry.SchemaName;
import io.tenantry.registry.SqlIdentifier;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The transactions that make a spare, and the one that ends it. One worker builds at a time. */
@Component
class SpareBuild {

  /** The bytes of "spares"; any number would do that nobody else uses. */
  private static final long LOCK = 0x737061726573L;

  private static final SecureRandom RANDOM = new SecureRandom();

  private final JdbcClient jdbc;
  private final Spares spares;
  private final TenantSchemaBuilder builder;
  private final TenantSchemaDropper dropper;
  private final ApplicationEventPublisher signals;
  private final String prefix;

  SpareBuild(
      JdbcClient jdbc,
      Spares spares,
      TenantSchemaBuilder builder,
      TenantSchemaDropper dropper,
      ApplicationEventPublisher signals,
      SpareProperties settings) {
    this.jdbc = jdbc;
    this.spares = spares;
    this.builder = builder;
    this.dropper = dropper;
    this.signals = signals;
    this.prefix = settings.schemaPrefix() + SchemaName.SPARE_PREFIX;
  }

  /**
   * Builds one spare of the type for a role that waits for it; where none does, makes roles first.
   *
   * @param wanted how many spares of the type there should be
   * @param roles how many roles to make
   * @return false if there are enough, or another worker is at it
   */
  @Transactional
  public boolean build(String type, long wanted, int roles) {
    if (!isOurTurn() || spares.ready().getOrDefault(type, 0L) >= wanted) {
      return false;
    }
    Optional<SqlIdentifier> role = spares.lockRole();
    if (role.isEmpty()) {
      List<SqlIdentifier> made = Stream.generate(this::name).limit(roles).toList();
      builder.makeRoles(made);
      spares.addRoles(made);
      return true;
    }
    spares.built(role.get(), type, builder.buildForRole(role.get(), type));
    signals.publishEvent(new SpareMade(type));
    return true;
  }

  /** Drops what is left of a retired one, which has been emptied before, and forgets it. */
  @Transactional
  public void end(SqlIdentifier role) {
    dropper.remove(role);
    spares.remove(role);
  }

  private boolean isOurTurn() {
    return jdbc.sql("SELECT pg_try_advisory_xact_lock(:lock)")
        .param("lock", LOCK)
        .query(Boolean.class)
        .single();
  }

  private SqlIdentifier name() {
    return new SqlIdentifier(prefix + Long.toString(RANDOM.nextLong(1L << 50), 36));
  }
}
