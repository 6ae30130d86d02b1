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
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Signs access tokens: JWTs of the current tenant, for itself. */
@Component
public class AccessTokens {

  public static final JWSAlgorithm ALGORITHM = JWSAlgorithm.HS256;
  public static final String ROLE = "role";
  public static final String SESSION = "sid";
  public static final String ACTOR = "act";

  private static final Duration LONGEST_IMPERSONATION = Duration.ofMinutes(15);

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
    Instant now = clock.instant();
    return sign(claims(Long.toString(user), role, session, now, now.plus(life())).build());
  }

  /** For somebody who is no user; the claim {@code act} of RFC 8693 names him, too. */
  Impersonation impersonation(String actor, Role role, UUID link) {
    Instant now = clock.instant();
    Duration life = life().compareTo(LONGEST_IMPERSONATION) < 0 ? life() : LONGEST_IMPERSONATION;
    // Claims have whole seconds.
    Instant end = now.plus(life).truncatedTo(ChronoUnit.SECONDS);
    JWTClaimsSet claims =
        claims(actor, role, link, now, end).claim(ACTOR, Map.of("sub", actor)).build();
    return new Impersonation(sign(claims), "Bearer", life.toSeconds(), end, actor, role);
  }

  private static JWTClaimsSet.Builder claims(
      String subject, Role role, UUID session, Instant now, Instant end) {
    String tenant = CurrentTenant.get().id().toString();
    return new JWTClaimsSet.Builder()
        .issuer(tenant)
        .audience(tenant)
        .subject(subject)
        .claim(ROLE, role.word())
        .claim(SESSION, session.toString())
        .issueTime(Date.from(now))
        .expirationTime(Date.from(end));
  }

  private String sign(JWTClaimsSet claims) {
    SigningKey key = keys.signing();
    JWSHeader header =
        new JWSHeader.Builder(ALGORITHM)
            .type(JOSEObjectType.JWT)
            .keyID(key.id().toString())
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
