package io.tenantry.techstore.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tenantry.tenancy.CurrentTenant;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The keys of the current tenant, remembered for a while by its id. A new one is made when the last
 * one retires; tokens of the old one are believed until they have expired.
 */
@Component
public class SigningKeys {

  private static final int SECRET_BYTES = 32;

  private final SecureRandom random = new SecureRandom();
  private final Cache<UUID, List<SigningKey>> known;
  private final SigningKeyStore store;
  private final AccessProperties settings;
  private final Clock clock;

  SigningKeys(SigningKeyStore store, AccessProperties settings, Clock clock) {
    this.known =
        Caffeine.newBuilder()
            .maximumSize(settings.keysRemembered())
            .expireAfterWrite(settings.keysReread())
            .build();
    this.store = store;
    this.settings = settings;
    this.clock = clock;
  }

  /** The key to sign with. */
  SigningKey signing() {
    Instant now = clock.instant();
    return signing(remembered(), now)
        .or(() -> signing(read(now), now))
        .orElseGet(() -> signing(renewed(now), now).orElseThrow());
  }

  /** The secret of a key that is believed; empty if the current tenant has none of this name. */
  public Optional<byte[]> believed(@Nullable String name) {
    Instant now = clock.instant();
    return believed(remembered(), name, now)
        .or(() -> believed(read(now), name, now))
        .map(SigningKey::secret);
  }

  private List<SigningKey> remembered() {
    List<SigningKey> keys = known.getIfPresent(CurrentTenant.get().id());
    return keys == null ? List.of() : keys;
  }

  private List<SigningKey> read(Instant now) {
    List<SigningKey> keys = store.all(now);
    known.put(CurrentTenant.get().id(), keys);
    return keys;
  }

  private List<SigningKey> renewed(Instant now) {
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    Instant retires = now.plus(settings.keyLife());
    Instant expires = retires.plus(settings.tokenLife());
    store.add(new SigningKey(UUID.randomUUID(), secret, retires, expires), now);
    return read(now);
  }

  private static Optional<SigningKey> signing(List<SigningKey> keys, Instant now) {
    return keys.stream().filter(key -> key.signsAt(now)).findFirst();
  }

  private static Optional<SigningKey> believed(
      List<SigningKey> keys, @Nullable String name, Instant now) {
    return keys.stream()
        .filter(key -> key.id().toString().equals(name) && key.isBelievedAt(now))
        .findFirst();
  }
}
