package io.tenantry.provisioning.deadletters;

import io.tenantry.provisioning.deadletters.RepublishAnswer.BrokerAway;
import io.tenantry.provisioning.deadletters.RepublishAnswer.NotTaken;
import io.tenantry.provisioning.deadletters.RepublishAnswer.Republished;
import io.tenantry.provisioning.deadletters.RepublishAnswer.Unknown;
import io.tenantry.registry.Actor;
import io.tenantry.registry.Audit;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Where operators look at dead letters, have them sent again, or discard them. */
@Component
public class DeadLetterDesk {

  /** Well below the time that clients and proxies wait. */
  private static final Duration REDRIVE = Duration.ofSeconds(15);

  private final DeadLetterRepository letters;
  private final LetterPublisher publisher;
  private final Audit audit;
  private final TransactionTemplate transactions;

  DeadLetterDesk(
      DeadLetterRepository letters,
      LetterPublisher publisher,
      Audit audit,
      PlatformTransactionManager transactions) {
    this.letters = letters;
    this.publisher = publisher;
    this.audit = audit;
    this.transactions = new TransactionTemplate(transactions);
  }

  /** Up to {@code limit} letters, newest first, beginning after the one given. */
  public List<DeadLetter> page(DeadLetterFilter filter, @Nullable Long after, int limit) {
    return letters.page(filter, after, limit);
  }

  public Optional<DeadLetter> find(long id) {
    return letters.find(id);
  }

  /** What the letter says. */
  public Optional<DeadLetterContent> content(long id) {
    return letters.content(id);
  }

  /**
   * Sends a letter again, one that was sent again before too. A crash after the broker's confirm
   * leaves it open: then it may be sent twice, which consumers know how to take.
   */
  public RepublishAnswer republish(long id, Actor actor) {
    return transactions.execute(status -> send(id, actor));
  }

  private RepublishAnswer send(long id, Actor actor) {
    Optional<DeadLetter> found = letters.lock(id);
    Optional<DeadLetterContent> content = letters.content(id);
    if (found.isEmpty() || content.isEmpty()) {
      return new Unknown(id);
    }
    RepublishAnswer answer = publisher.publish(found.get(), content.get());
    if (!(answer instanceof Republished)) {
      return answer;
    }
    letters.markRepublished(id, actor.name());
    audit.record(actor, "dead-letter.republish", null, described(found.get()));
    return new Republished(letters.find(id).orElseThrow());
  }

  /** Forgets a letter for good; false if there is none. */
  @Transactional
  public boolean discard(long id, Actor actor) {
    Optional<DeadLetter> found = letters.lock(id);
    found.ifPresent(
        letter -> {
          letters.delete(id);
          audit.record(actor, "dead-letter.discard", null, described(letter));
        });
    return found.isPresent();
  }

  /**
   * Sends again what nobody has dealt with, oldest first, as much as goes in some seconds. It ends
   * early where the broker is away.
   *
   * @param filter which of the open ones
   * @param limit how many at most
   */
  public Redrive redrive(DeadLetterFilter filter, int limit, Actor actor) {
    long end = System.nanoTime() + REDRIVE.toNanos();
    int republished = 0;
    int notTaken = 0;
    for (long id : letters.oldest(filter, limit)) {
      if (System.nanoTime() > end) {
        return new Redrive(republished, notTaken, false);
      }
      switch (republish(id, actor)) {
        case Republished _ -> republished++;
        case NotTaken _ -> notTaken++;
        case Unknown _ -> {}
        case BrokerAway _ -> {
          return new Redrive(republished, notTaken, true);
        }
      }
    }
    return new Redrive(republished, notTaken, false);
  }

  private static String described(DeadLetter letter) {
    return "%d, message %s %s of queue %s: %s"
        .formatted(letter.id(), letter.type(), letter.messageId(), letter.queue(), letter.reason());
  }
}
