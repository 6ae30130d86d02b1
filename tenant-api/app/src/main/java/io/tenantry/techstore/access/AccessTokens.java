package io.tenantry.techstore.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.tenantry.techstore.users.Role;
import io.tenantry.tenancy.CurrentTenant;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Signs access tokens: JWTs of the current tenant, for itself. */
@Component
public class AccessTokens {

  public static final JWSAlgorithm ALGORITHM = JWSAlgorithm.HS256;
  public static final String ROLE = "role";
  public static final String SESSION = "sid";

  private final SigningKeys keys;
  private final AccessProperties settings;
  private final Clock clock;

  AccessTokens(SigningKeys keys, AccessProperties settings, Clock clock) {
    this.keys = keys;
    this.settings = settings;
    this.clock = clock;
  }

  Duration life() {
    return settings.tokenLife();
  }

  String issue(long user, Role role, UUID session) {
    SigningKey key = keys.signing();
    Instant now = clock.instant();
    String tenant = CurrentTenant.get().id().toString();
    JWSHeader header =
        new JWSHeader.Builder(ALGORITHM)
            .type(JOSEObjectType.JWT)
            .keyID(key.id().toString())
            .build();
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .issuer(tenant)
            .audience(tenant)
            .subject(Long.toString(user))
            .claim(ROLE, role.word())
            .claim(SESSION, session.toString())
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(settings.tokenLife())))
            .build();
    SignedJWT token = new SignedJWT(header, claims);
    try {
      token.sign(new MACSigner(key.secret()));
    } catch (JOSEException e) {
      throw new IllegalStateException("a token can't be signed", e);
    }
    return token.serialize();
  }
}
