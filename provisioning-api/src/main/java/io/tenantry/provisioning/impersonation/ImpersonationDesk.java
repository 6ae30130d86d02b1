package io.tenantry.provisioning.impersonation;

import io.tenantry.provisioning.tenants.TenantViews;
import io.tenantry.registry.Actor;
import io.tenantry.registry.Audit;
import io.tenantry.registry.ExpectedVersion;
import io.tenantry.registry.Tenant;
import io.tenantry.registry.TenantGuard;
import io.tenantry.registry.TenantId;
import io.tenantry.registry.TenantStatus;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Makes links that lead into a tenant's application once, as its owner. The application uses them
 * up by a function of the database, which writes that into the audit log.
 */
@Service
public class ImpersonationDesk {

  private static final Set<TenantStatus> SERVED =
      EnumSet.of(TenantStatus.ACTIVE, TenantStatus.TRIAL);
  private static final int RANDOM_BYTES = 32;

  private final JdbcClient jdbc;
  private final TenantGuard guard;
  private final Audit audit;
  private final TenantViews views;
  private final ImpersonationProperties settings;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  ImpersonationDesk(
      JdbcClient jdbc,
      TenantGuard guard,
      Audit audit,
      TenantViews views,
      ImpersonationProperties settings,
      Clock clock) {
    this.jdbc = jdbc;
    this.guard = guard;
    this.audit = audit;
    this.views = views;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * A new link for whoever asks; what {@link TenantGuard#lock} throws, it throws.
   *
   * @throws TooManyLinksException if too many that were made before are still good
   */
  @Transactional
  public Impersonation open(TenantId id, ExpectedVersion expected, String reason, Actor actor) {
    // The tenant's row is locked, so that nobody else counts at the same time.
    Tenant tenant = guard.lock(id, expected, SERVED);
    Instant now = clock.instant();
    if (openLinks(id, now) >= settings.mostOpen()) {
      throw new TooManyLinksException(id, settings.mostOpen());
    }
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    Instant end = now.plus(settings.linkLife());
    jdbc.sql(
            """
            INSERT INTO control.impersonation
              (id, tenant_id, made_by, reason, token_hash, made_at, expires_at)
            VALUES (:link, :tenant, :actor, :reason, :hash, :now, :end)
            """)
        .param("link", UUID.randomUUID())
        .param("tenant", id.value())
        .param("actor", actor.name())
        .param("reason", reason)
        .param("hash", hash(token))
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("end", end.atOffset(ZoneOffset.UTC))
        .update();
    audit.record(actor, "tenant.impersonate", id, reason);
    return new Impersonation(views.of(tenant).url().resolve("/impersonation.html#" + token), end);
  }

  private long openLinks(TenantId id, Instant now) {
    return jdbc.sql(
            """
            SELECT count(*) FROM control.impersonation
            WHERE tenant_id = :tenant AND used_at IS NULL AND expires_at > :now
            """)
        .param("tenant", id.value())
        .param("now", now.atOffset(ZoneOffset.UTC))
        .query(Long.class)
        .single();
  }

  private static byte[] hash(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
