package io.tenantry.techstore.users;

import io.tenantry.techstore.users.UsersException.UnfitPasswordException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** Hashes passwords, slowly on purpose, and therefore only a few at once. */
@Component
public class Passwords {

  /** Beyond this bcrypt would not look. */
  static final int MOST_BYTES = 72;

  private final PasswordEncoder encoder =
      PasswordEncoderFactories.createDelegatingPasswordEncoder();
  private final String nobodys = encoder.encode(OneTimeSecret.next());
  private final Semaphore turns;
  private final UserProperties settings;

  Passwords(UserProperties settings) {
    this.settings = settings;
    this.turns = new Semaphore(settings.concurrentHashes(), true);
  }

  /**
   * What is kept of a password.
   *
   * @throws UnfitPasswordException if nobody should have this password
   * @throws TooManyPasswordsException if it is not its turn in time
   */
  public String hash(String password) {
    if (password.codePointCount(0, password.length()) < settings.minPasswordLength()) {
      throw new UnfitPasswordException(
          "A password has at least " + settings.minPasswordLength() + " characters.");
    }
    if (isTooLong(password)) {
      throw new UnfitPasswordException("A password has at most " + MOST_BYTES + " bytes.");
    }
    return inTurn(() -> encoder.encode(password));
  }

  /**
   * Whether this is the password. It takes as long if there is none to compare it with.
   *
   * @param hash empty for a user that does not exist
   * @throws TooManyPasswordsException if it is not its turn in time
   */
  public boolean matches(String password, Optional<String> hash) {
    boolean possible = hash.isPresent() && !isTooLong(password);
    String compared = possible ? password : "another";
    return inTurn(() -> encoder.matches(compared, possible ? hash.get() : nobodys)) && possible;
  }

  private static boolean isTooLong(String password) {
    return password.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES;
  }

  private <T> T inTurn(Supplier<T> work) {
    try {
      if (!turns.tryAcquire(settings.hashWait().toMillis(), TimeUnit.MILLISECONDS)) {
        throw new TooManyPasswordsException();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TooManyPasswordsException();
    }
    try {
      return work.get();
    } finally {
      turns.release();
    }
  }
}
