package io.tenantry.techstore.access.web;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.tenantry.techstore.access.AccessTokens;
import io.tenantry.techstore.access.SigningKeys;
import io.tenantry.techstore.users.Role;
import io.tenantry.tenancy.CurrentTenant;
import java.security.Key;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;

/** Which tokens are believed: those that the current tenant signed, for itself, of late. */
@Configuration(proxyBeanMethods = false)
class TokenConfiguration {

  private static final String MAC = "HmacSHA256";

  @Bean
  JwtDecoder jwtDecoder(SigningKeys keys, Clock clock) {
    DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    processor.setJWSKeySelector((header, context) -> keysFor(header, keys));
    // The validators below look at the claims.
    processor.setJWTClaimsSetVerifier((claims, context) -> {});
    NimbusJwtDecoder decoder = new NimbusJwtDecoder(processor);
    JwtTimestampValidator notExpired = new JwtTimestampValidator(Duration.ZERO);
    notExpired.setClock(clock);
    decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(notExpired, ofCurrentTenant()));
    return decoder;
  }

  @Bean
  JwtAuthenticationConverter permissionsOfRole() {
    JwtAuthenticationConverter converter = new JwtAuthenticationConverter();
    converter.setJwtGrantedAuthoritiesConverter(TokenConfiguration::permissions);
    return converter;
  }

  private static List<Key> keysFor(JWSHeader header, SigningKeys keys) {
    return AccessTokens.ALGORITHM.equals(header.getAlgorithm())
        ? keys.believed(header.getKeyID())
            .map(secret -> List.<Key>of(new SecretKeySpec(secret, MAC)))
            .orElse(List.of())
        : List.of();
  }

  private static OAuth2TokenValidator<Jwt> ofCurrentTenant() {
    OAuth2TokenValidatorResult foreign =
        OAuth2TokenValidatorResult.failure(new OAuth2Error("invalid_token"));
    return token -> {
      String tenant = CurrentTenant.get().id().toString();
      boolean own =
          tenant.equals(token.getClaimAsString("iss"))
              && List.of(tenant).equals(token.getAudience())
              && token.getExpiresAt() != null
              && role(token).isPresent();
      return own ? OAuth2TokenValidatorResult.success() : foreign;
    };
  }

  private static Collection<GrantedAuthority> permissions(Jwt token) {
    return role(token).stream()
        .flatMap(role -> role.permissions().stream())
        .<GrantedAuthority>map(permission -> new SimpleGrantedAuthority(permission.word()))
        .toList();
  }

  private static Optional<Role> role(Jwt token) {
    return Optional.ofNullable(token.getClaimAsString(AccessTokens.ROLE)).flatMap(Role::find);
  }
}
