package io.tenantry.techstore.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tenantry.problems.rate.Allowance;
import io.tenantry.problems.rate.TokenBucket;
import io.tenantry.techstore.users.Role;
import io.tenantry.tenancy.ConditionalOnTenancy;
import io.tenantry.tenancy.CurrentTenant;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Lets the platform's people in as an owner, each by a link that works once. They are no users of
 * the shop: what they do bears their own name.
 */
@Service
@ConditionalOnTenancy
public class Impersonations {

  private static final Logger LOG = LoggerFactory.getLogger(Impersonations.class);
  private static final String OPERATOR = "operator:";
  private static final String CLIENT = "client:";
  private static final int GUESSES_PER_MINUTE = 10;
  private static final int MOST_ADDRESSES = 10_000;
  private static final Duration FULL_AGAIN = Duration.ofMinutes(3);

  private record Guesser(String tenant, String address) {}

  private final Cache<Guesser, TokenBucket> guesses =
      Caffeine.newBuilder().maximumSize(MOST_ADDRESSES).expireAfterAccess(FULL_AGAIN).build();

  private final ImpersonationLinks links;
  private final AccessTokens tokens;

  Impersonations(ImpersonationLinks links, AccessTokens tokens) {
    this.links = links;
    this.tokens = tokens;
  }

  /**
   * Uses a link of the current tenant up.
   *
   * @param address where the request comes from
   * @throws ImpersonationRefusedException if it is none, another tenant's, used, or too old
   * @throws TooManyGuessesException if too many such came from there of late
   */
  public Impersonation begin(String token, String address) {
    String shop = CurrentTenant.get().schemaName();
    Guesser guesser = new Guesser(CurrentTenant.get().id().toString(), address);
    requireFewGuesses(guesser);
    Optional<ImpersonationLinks.Used> used = links.use(token, address);
    if (used.isEmpty()) {
      guesses
          .get(guesser, _ -> new TokenBucket(GUESSES_PER_MINUTE, System.nanoTime()))
          .charge(GUESSES_PER_MINUTE, System.nanoTime());
      throw new ImpersonationRefusedException();
    }
    // No user's number can be taken for it, nor it for one.
    String madeBy = used.get().madeBy();
    String actor = madeBy.startsWith(OPERATOR) ? madeBy : CLIENT + madeBy;
    LOG.info("{}: {} is here as an owner, by link {}", shop, actor, used.get().id());
    return tokens.impersonation(actor, Role.OWNER, used.get().id());
  }

  private void requireFewGuesses(Guesser guesser) {
    TokenBucket bucket = guesses.getIfPresent(guesser);
    if (bucket != null) {
      Allowance allowance = bucket.look(GUESSES_PER_MINUTE, System.nanoTime());
      if (!allowance.granted()) {
        throw new TooManyGuessesException(allowance);
      }
    }
  }
}
