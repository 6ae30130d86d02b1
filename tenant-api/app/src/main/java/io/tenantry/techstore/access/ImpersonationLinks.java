package io.tenantry.techstore.access;

import io.tenantry.tenancy.ConditionalOnTenancy;
import io.tenantry.tenancy.CurrentTenant;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The control plane's links into the current tenant. Its function is all that the application's
 * login may use of them, and only while it works for no tenant.
 */
@Repository
@ConditionalOnTenancy
class ImpersonationLinks {

  private static final String USE =
      "select id, made_by from control.use_impersonation(:tenant, :hash, :address)";

  private final JdbcClient jdbc;

  ImpersonationLinks(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A link that was used up.
   *
   * @param madeBy as the audit log has it
   */
  record Used(UUID id, String madeBy) {}

  /** Uses a link up, if it is one of the current tenant and still good; of many at once, one is. */
  Optional<Used> use(String token, String address) {
    UUID tenant = CurrentTenant.get().id();
    return CurrentTenant.callInPublic(
        () ->
            jdbc.sql(USE)
                .param("tenant", tenant)
                .param("hash", hash(token))
                .param("address", address)
                .query(Used.class)
                .optional());
  }

  private static byte[] hash(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
