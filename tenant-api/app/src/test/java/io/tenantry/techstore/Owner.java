package io.tenantry.techstore;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.tenantry.registry.SqlIdentifier;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;

/** The owner that each shop of the tests has, and tokens as TechStore signs them. */
public final class Owner {

  public static final String EMAIL = "owner@shop.example";
  public static final String PASSWORD = "correct horse battery";

  private static final byte[] SECRET =
      "the secret of all shops of tests".getBytes(StandardCharsets.UTF_8);
  private static final String HASH =
      PasswordEncoderFactories.createDelegatingPasswordEncoder().encode(PASSWORD);
  private static final Duration LIFE = Duration.ofHours(1);

  private Owner() {}

  /** Takes no detour by an invitation, whose password would have to be hashed. */
  static void moveInto(SqlIdentifier schema, UUID tenant, JdbcClient worker) {
    worker
        .sql(
            """
            with owner as (
              insert into %1$s.app_user (email, name, role, password_hash)
              values (:email, 'Olga', 'owner', :hash))
            insert into %1$s.signing_key (id, tenant_id, secret, retires_at, expires_at)
            values (:tenant, :tenant, :secret, now() + interval '1 day', now() + interval '2 days')
            """
                .formatted(schema.quoted()))
        .param("email", EMAIL)
        .param("hash", HASH)
        .param("tenant", tenant)
        .param("secret", SECRET)
        .update();
  }

  static String token(UUID tenant) {
    return sign(tenant, claims(tenant, "owner").build());
  }

  /** The first user's. */
  public static JWTClaimsSet.Builder claims(UUID tenant, String role) {
    return new JWTClaimsSet.Builder()
        .issuer(tenant.toString())
        .audience(tenant.toString())
        .subject("1")
        .claim("role", role)
        .claim("sid", UUID.randomUUID().toString())
        .expirationTime(Date.from(Instant.now().plus(LIFE)));
  }

  /** With the key that the tenant has from the beginning. */
  public static String sign(UUID tenant, JWTClaimsSet claims) {
    return sign(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(tenant.toString()), claims, SECRET);
  }

  public static String sign(JWSHeader.Builder header, JWTClaimsSet claims, byte[] secret) {
    SignedJWT token = new SignedJWT(header.build(), claims);
    try {
      token.sign(new MACSigner(secret));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    return token.serialize();
  }
}
