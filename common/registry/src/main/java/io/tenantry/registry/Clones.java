package io.tenantry.registry;

import io.tenantry.events.CloneTenant;
import io.tenantry.events.TenantCloned;
import io.tenantry.messaging.outbox.Outbox;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Tenants whose schemas are copies of others', and how far the copies are. */
public class Clones {

  private final JdbcClient jdbc;
  private final Tenants tenants;
  private final Sequences sequences;
  private final StepWriter steps;
  private final Audit audit;
  private final Outbox outbox;

  Clones(
      JdbcClient jdbc,
      Tenants tenants,
      Sequences sequences,
      StepWriter steps,
      Audit audit,
      Outbox outbox) {
    this.jdbc = jdbc;
    this.tenants = tenants;
    this.sequences = sequences;
    this.steps = steps;
    this.audit = audit;
    this.outbox = outbox;
  }

  /**
   * A clone that was ordered.
   *
   * @param source whose schema is copied
   * @param withData whether its rows are copied too
   * @param prepared the version of the clone's structure, once that is there
   * @param copied whether the rows are there
   */
  public record Clone(
      Tenant tenant,
      Tenant source,
      boolean withData,
      @Nullable SchemaVersion prepared,
      boolean copied) {}

  /**
   * Makes a clone of a sign-up that this transaction has recorded.
   *
   * @param source of the same type
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void order(TenantId clone, Tenant source, boolean withData, Actor actor) {
    jdbc.sql("UPDATE control.tenant SET clone_of = :source, clone_data = :data WHERE id = :id")
        .param("id", clone.value())
        .param("source", source.id().value())
        .param("data", withData)
        .update();
    audit.record(actor, "tenant.clone", source.id(), (withData ? "with data to " : "to ") + clone);
    outbox.append(new CloneTenant(clone.value()));
  }

  /** A clone that is still PENDING; its row is locked, its source's is not. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Optional<Clone> lock(TenantId id) {
    return tenants
        .lock(id)
        .filter(tenant -> tenant.status() == TenantStatus.PENDING && tenant.cloneOf() != null)
        .map(this::read);
  }

  private Clone read(Tenant tenant) {
    TenantId sourceId = tenant.cloneOf();
    Tenant source = tenants.find(sourceId == null ? tenant.id() : sourceId).orElseThrow();
    return jdbc.sql(
            """
            SELECT t.clone_data, p.schema_version, p.schema_fingerprint, p.copied_at IS NOT NULL AS copied
            FROM control.tenant t LEFT JOIN control.build_progress p ON p.tenant_id = t.id
            WHERE t.id = :id
            """)
        .param("id", tenant.id().value())
        .query(
            (row, number) ->
                new Clone(
                    tenant,
                    source,
                    row.getBoolean("clone_data"),
                    prepared(row),
                    row.getBoolean("copied")))
        .single();
  }

  private static @Nullable SchemaVersion prepared(ResultSet row) throws SQLException {
    String version = row.getString("schema_version");
    return version == null ? null : new SchemaVersion(version, row.getString("schema_fingerprint"));
  }

  /** Notes, in the transaction that makes the structure, that it is there and the clone's own. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void prepared(Clone clone, SchemaVersion schema) {
    jdbc.sql(
            """
            INSERT INTO control.build_progress (tenant_id, schema_version, schema_fingerprint)
            VALUES (:id, :version, :fingerprint)
            """)
        .param("id", clone.tenant().id().value())
        .param("version", schema.version())
        .param("fingerprint", schema.fingerprint())
        .update();
  }

  /** Notes, in the transaction that copies the rows, that they are there. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void copied(Clone clone) {
    int updated =
        jdbc.sql("UPDATE control.build_progress SET copied_at = now() WHERE tenant_id = :id")
            .param("id", clone.tenant().id().value())
            .update();
    if (updated != 1) {
      throw new IllegalStateException(clone.tenant().id() + " is not prepared");
    }
  }

  /** Notes, in the transaction that drops what was prepared, that nothing is there. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void discarded(Clone clone) {
    jdbc.sql("DELETE FROM control.build_progress WHERE tenant_id = :id")
        .param("id", clone.tenant().id().value())
        .update();
  }

  /** Tells of a clone that this transaction has made ACTIVE, unless its source is gone. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void end(Clone clone, Actor actor) {
    discarded(clone);
    Tenant source = tenants.lock(clone.source().id()).orElseThrow();
    if (source.status() != TenantStatus.DELETED) {
      TenantId id = clone.tenant().id();
      steps.tell(
          new TenantCloned(
              source.id().value(), sequences.next(source.id()), id.value(), clone.withData()),
          actor,
          "tenant.cloned",
          id.toString());
    }
  }
}
