package io.tenantry.provisioning.operators;

import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** Operators as Spring Security knows users. An account without a password has none that fits. */
@Component
class OperatorDetails implements UserDetailsService {

  private final Operators operators;
  private final Clock clock;

  /** Of a password that nobody knows, as costly to compare as any. */
  private final String fitsNone;

  OperatorDetails(Operators operators, PasswordEncoder passwords, Clock clock) {
    this.operators = operators;
    this.clock = clock;
    this.fitsNone = Objects.requireNonNull(passwords.encode(UUID.randomUUID().toString()));
  }

  @Override
  public UserDetails loadUserByUsername(String name) {
    Operators.Credentials found =
        operators.credentials(name).orElseThrow(() -> UsernameNotFoundException.fromUsername(name));
    Operator operator = found.operator();
    Instant locked = operator.lockedUntil();
    return new LoggedInOperator(
        operator,
        found.password() == null ? fitsNone : found.password(),
        locked != null && locked.isAfter(clock.instant()));
  }
}
