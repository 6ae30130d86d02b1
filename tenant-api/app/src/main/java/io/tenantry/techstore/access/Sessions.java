package io.tenantry.techstore.access;

import io.tenantry.techstore.users.Credentials;
import io.tenantry.techstore.users.OneTimeSecret;
import io.tenantry.techstore.users.Passwords;
import io.tenantry.techstore.users.Role;
import io.tenantry.techstore.users.TooManyPasswordsException;
import io.tenantry.techstore.users.Users;
import io.tenantry.techstore.users.UsersException.UnfitPasswordException;
import io.tenantry.tenancy.CurrentTenant;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Log-ins: begun with a password, continued with refresh tokens, ended by the user or by misuse.
 */
@Service
public class Sessions {

  private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);

  /** No user has this number: what is done for it changes nothing, and takes as long. */
  private static final long NOBODY = -1;

  private final Users users;
  private final Passwords passwords;
  private final RefreshTokens refreshTokens;
  private final AccessTokens accessTokens;
  private final TransactionOperations transactions;
  private final AccessProperties settings;
  private final Clock clock;

  Sessions(
      Users users,
      Passwords passwords,
      RefreshTokens refreshTokens,
      AccessTokens accessTokens,
      TransactionOperations transactions,
      AccessProperties settings,
      Clock clock) {
    this.users = users;
    this.passwords = passwords;
    this.refreshTokens = refreshTokens;
    this.accessTokens = accessTokens;
    this.transactions = transactions;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Logs a user in. Nobody learns whether it was the address or the password that was wrong, or
   * that the user is locked.
   *
   * @throws LogInRefusedException if that is not to be
   * @throws TooManyPasswordsException if too many do so at once
   */
  public Tokens logIn(String email, String password) {
    Optional<Credentials> found = users.credentials(email);
    boolean right = passwords.matches(password, found.map(Credentials::passwordHash));
    long id = found.map(Credentials::id).orElse(NOBODY);
    Instant now = clock.instant();
    if (!right) {
      users.countFailure(id, settings.failuresAllowed(), settings.lockedFor(), now);
      throw new LogInRefusedException();
    }
    if (!users.admit(id, now)) {
      throw new LogInRefusedException();
    }
    refreshTokens.trim(id, settings.sessionsPerUser() - 1, now);
    return next(new Session(UUID.randomUUID(), id, roleOf(found)), now);
  }

  /**
   * Changes a refresh token for new tokens. A second use of one tells that somebody has a copy, and
   * ends the session for both.
   *
   * @throws SessionEndedException if the token is none, used, or too old
   */
  public Tokens refresh(String refreshToken) {
    Instant now = clock.instant();
    byte[] hash = OneTimeSecret.hash(refreshToken);
    Optional<Tokens> tokens =
        Optional.ofNullable(
                transactions.execute(_ -> refreshTokens.use(hash, now).map(s -> next(s, now))))
            .flatMap(found -> found);
    if (tokens.isEmpty() && refreshTokens.revokeIfUsed(hash)) {
      LOG.warn(
          "{}: a refresh token was used twice, so its session is ended",
          CurrentTenant.get().schemaName());
    }
    return tokens.orElseThrow(SessionEndedException::new);
  }

  /**
   * Changes a user's own password, and ends all of his other sessions. Wrong ones count as at a
   * log-in.
   *
   * @throws LogInRefusedException if the present one is wrong, or was too often of late
   * @throws UnfitPasswordException if nobody should have the next one
   * @throws TooManyPasswordsException if too many do so at once
   */
  public void changePassword(long user, UUID session, String present, String next) {
    Optional<String> hash = users.passwordHash(user);
    Instant now = clock.instant();
    if (!passwords.matches(present, hash)) {
      users.countFailure(user, settings.failuresAllowed(), settings.lockedFor(), now);
      throw new LogInRefusedException();
    }
    String nextHash = passwords.hash(next);
    transactions.executeWithoutResult(
        _ -> {
          if (!users.changePassword(user, nextHash, now)) {
            throw new LogInRefusedException();
          }
          refreshTokens.revokeOthers(user, session);
        });
  }

  /** Ends a session: nothing continues it, and its access token expires soon. */
  public void end(UUID family) {
    refreshTokens.revoke(family);
  }

  private Tokens next(Session session, Instant now) {
    String refreshToken = OneTimeSecret.next();
    refreshTokens.add(
        session.family(),
        session.user(),
        OneTimeSecret.hash(refreshToken),
        now.plus(settings.sessionLife()),
        now);
    return new Tokens(
        accessTokens.issue(session.user(), session.role(), session.family()),
        "Bearer",
        accessTokens.life().toSeconds(),
        refreshToken);
  }

  private static Role roleOf(Optional<Credentials> found) {
    return found.map(Credentials::role).orElseThrow();
  }
}
