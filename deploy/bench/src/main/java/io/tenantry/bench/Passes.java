package io.tenantry.bench;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Tokens as each shop's own log-in signs them (RFC 7515, HS256), with a key put into its schema: to
 * log a thousand users in would take minutes of hashing passwords.
 */
final class Passes {

  /** The tenant that an application without tenancy works for. */
  private static final UUID NONE = new UUID(0, 0);

  private static final byte[] SECRET =
      "the secret of all shops measured".getBytes(StandardCharsets.UTF_8);
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final Map<String, String> tokens = new LinkedHashMap<>();
  private final String withoutTenancy = token(NONE);

  /** Puts a key into each tenant's schema, and into the first one's also that without tenancy. */
  Passes(Lab lab, List<String> tenants) {
    try (Connection connection = lab.workerLogin().getConnection()) {
      JdbcClient worker = JdbcClient.create(new SingleConnectionDataSource(connection, true));
      for (String tenant : tenants) {
        UUID id =
            worker
                .sql("SELECT id FROM control.tenant WHERE schema_name = ?")
                .param(tenant)
                .query(UUID.class)
                .single();
        addKey(worker, lab.prefix + tenant, id);
        tokens.put(tenant, token(id));
      }
      addKey(worker, lab.prefix + tenants.getFirst(), NONE);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void addKey(JdbcClient worker, String schema, UUID tenant) {
    worker
        .sql(
            """
            INSERT INTO %s.signing_key (id, tenant_id, secret, retires_at, expires_at)
            VALUES (:tenant, :tenant, :secret, now() + interval '1 day', now() + interval '2 days')
            """
                .formatted(schema))
        .param("tenant", tenant)
        .param("secret", SECRET)
        .update();
  }

  /** What requests to these tenants have to say, by domain. */
  Map<String, Map<String, String>> headers(List<String> tenants) {
    Map<String, Map<String, String>> headers = new LinkedHashMap<>();
    tenants.forEach(
        tenant -> headers.put(domain(tenant), bearer(Objects.requireNonNull(tokens.get(tenant)))));
    return headers;
  }

  /** What requests to an application without tenancy have to say. */
  Map<String, Map<String, String>> withoutTenancy(String tenant) {
    return Map.of(domain(tenant), bearer(withoutTenancy));
  }

  static String domain(String tenant) {
    return tenant + ".localhost";
  }

  private static Map<String, String> bearer(String token) {
    return Map.of("Authorization", "Bearer " + token);
  }

  private static String token(UUID tenant) {
    String header = "{\"alg\":\"HS256\",\"kid\":\"%s\"}".formatted(tenant);
    String claims =
        "{\"iss\":\"%1$s\",\"aud\":\"%1$s\",\"sub\":\"1\",\"role\":\"owner\",\"sid\":\"%1$s\",\"exp\":%2$d}"
            .formatted(tenant, Instant.now().plusSeconds(86_400).getEpochSecond());
    String signed = encoded(header) + "." + encoded(claims);
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SECRET, mac.getAlgorithm()));
      return signed
          + "."
          + BASE64.encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String encoded(String json) {
    return BASE64.encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }
}
