package io.tenantry.provisioning.maintenance;

import io.tenantry.events.TenantUpdated;
import io.tenantry.messaging.outbox.Outbox;
import io.tenantry.provisioning.tenants.TenantViews;
import io.tenantry.registry.Actor;
import io.tenantry.registry.Audit;
import io.tenantry.registry.ExpectedVersion;
import io.tenantry.registry.Sequences;
import io.tenantry.registry.Tenant;
import io.tenantry.registry.TenantGuard;
import io.tenantry.registry.TenantId;
import io.tenantry.registry.TenantStatus;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Begins and ends a tenant's maintenance; its event makes tenant applications look again. What
 * {@link TenantGuard#lock} throws, both throw.
 */
@Service
public class MaintenanceDesk {

  private static final Set<TenantStatus> SERVED =
      EnumSet.of(TenantStatus.ACTIVE, TenantStatus.TRIAL);
  private static final int RANDOM_BYTES = 32;

  private final JdbcClient jdbc;
  private final TenantGuard guard;
  private final Sequences sequences;
  private final Outbox outbox;
  private final Audit audit;
  private final TenantViews views;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  MaintenanceDesk(
      JdbcClient jdbc,
      TenantGuard guard,
      Sequences sequences,
      Outbox outbox,
      Audit audit,
      TenantViews views,
      Clock clock) {
    this.jdbc = jdbc;
    this.guard = guard;
    this.sequences = sequences;
    this.outbox = outbox;
    this.audit = audit;
    this.views = views;
    this.clock = clock;
  }

  /** From now on only who has the link is served; one that was given out before is no good. */
  @Transactional
  public Bypass begin(TenantId id, ExpectedVersion expected, String reason, Actor actor) {
    Tenant tenant = guard.lock(id, expected, SERVED);
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    jdbc.sql(
            """
            UPDATE control.tenant
            SET maintenance_since = coalesce(maintenance_since, :now), maintenance_bypass = :hash
            WHERE id = :id
            """)
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .param("hash", hash(token))
        .param("id", id.value())
        .update();
    tell(tenant);
    audit.record(actor, "tenant.begin-maintenance", id, reason);
    return new Bypass(views.of(tenant).url().resolve("/?tenantry-bypass=" + token));
  }

  /** Everybody is served again; where there is no maintenance, nothing happens. */
  @Transactional
  public void end(TenantId id, ExpectedVersion expected, Actor actor) {
    Tenant tenant = guard.lock(id, expected, EnumSet.allOf(TenantStatus.class));
    int ended =
        jdbc.sql(
                """
                UPDATE control.tenant SET maintenance_since = NULL, maintenance_bypass = NULL
                WHERE id = :id AND maintenance_since IS NOT NULL
                """)
            .param("id", id.value())
            .update();
    if (ended > 0) {
      tell(tenant);
      audit.record(actor, "tenant.end-maintenance", id, "");
    }
  }

  private void tell(Tenant tenant) {
    outbox.append(
        new TenantUpdated(
            tenant.id().value(), sequences.next(tenant.id()), tenant.name(), tenant.plan()));
  }

  private static String hash(String token) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
