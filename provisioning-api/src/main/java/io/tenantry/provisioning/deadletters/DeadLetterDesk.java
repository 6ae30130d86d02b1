package io.tenantry.provisioning.deadletters;

import io.tenantry.provisioning.deadletters.RepublishAnswer.Republished;
import io.tenantry.provisioning.deadletters.RepublishAnswer.Unknown;
import io.tenantry.registry.Actor;
import io.tenantry.registry.Audit;
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

  private static final int PAGE = 200;

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
   * leaves it open: then it may be sent twice, which consumers know how to take; as they may get it
   * twice when two send it at once.
   */
  public RepublishAnswer republish(long id, Actor actor) {
    return letters.find(id).map(letter -> send(letter, actor)).orElseGet(() -> new Unknown(id));
  }

  /** No connection to the database is held while the broker is waited for. */
  private RepublishAnswer send(DeadLetter letter, Actor actor) {
    Optional<DeadLetterContent> content = letters.content(letter.id());
    if (content.isEmpty()) {
      return new Unknown(letter.id());
    }
    RepublishAnswer answer = publisher.publish(letter, content.get());
    if (!(answer instanceof Republished)) {
      return answer;
    }
    transactions.executeWithoutResult(
        status -> {
          letters.markRepublished(letter, actor.name());
          audit.record(actor, "dead-letter.republish", null, described(letter));
        });
    return new Republished(letters.find(letter.id()).orElse(letter));
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
   * Sends again what nobody has dealt with, oldest first, as much as goes in some seconds. What
   * can't be sent is left out, so that it is in nobody's way.
   *
   * @param filter which of the open ones
   * @param limit how many at most
   */
  public Redrive redrive(DeadLetterFilter filter, int limit, Actor actor) {
    return new RedriveRun(
            last -> letters.oldest(filter, last, PAGE), letter -> send(letter, actor), limit)
        .run();
  }

  private static String described(DeadLetter letter) {
    return "%d, message %s %s of queue %s: %s"
        .formatted(letter.id(), letter.type(), letter.messageId(), letter.queue(), letter.reason());
  }
}
