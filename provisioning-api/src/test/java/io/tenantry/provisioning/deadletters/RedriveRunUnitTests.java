package io.tenantry.provisioning.deadletters;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.provisioning.deadletters.Redrive.End;
import io.tenantry.provisioning.deadletters.RepublishAnswer.BrokerAway;
import io.tenantry.provisioning.deadletters.RepublishAnswer.NotTaken;
import io.tenantry.provisioning.deadletters.RepublishAnswer.Republished;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RedriveRunUnitTests {

  private static final OffsetDateTime SEEN = OffsetDateTime.parse("2026-11-23T09:00:00Z");

  private final List<DeadLetter> letters = new ArrayList<>();
  private final List<Long> tried = new ArrayList<>();

  @Test
  void goesPastTheOldestThatCannotBeSentAndCountsThem() {
    add("gone", 1, 500);
    add(null, 501, 510);
    add("there", 511, 520);
    assertThat(run(5, this::unlessGone)).isEqualTo(new Redrive(5, 510, End.LIMIT));
    assertThat(tried)
        .as("a queue that is gone is tried once")
        .containsExactly(1L, 511L, 512L, 513L, 514L, 515L);
  }

  @Test
  void triesTheOthersForAQueueThatTookOneNot() {
    add("there", 1, 5);
    assertThat(
            run(
                5,
                letter ->
                    letter.id() == 2
                        ? new NotTaken(letter, "Refused.", false)
                        : new Republished(letter)))
        .isEqualTo(new Redrive(4, 1, End.ALL));
  }

  @Test
  void saysThatNothingIsLeft() {
    add("there", 1, 5);
    assertThat(run(5, Republished::new)).isEqualTo(new Redrive(5, 0, End.ALL));
    assertThat(tried).containsExactly(1L, 2L, 3L, 4L, 5L);
  }

  @Test
  void saysThatTheBrokerWentAwayInTheMiddle() {
    add("there", 1, 5);
    Redrive redrive =
        run(5, letter -> letter.id() < 3 ? new Republished(letter) : new BrokerAway());
    assertThat(redrive).isEqualTo(new Redrive(2, 0, End.BROKER_AWAY));
    assertThat(redrive.foundNoBroker()).isFalse();
    assertThat(tried).containsExactly(1L, 2L, 3L);
  }

  private RepublishAnswer unlessGone(DeadLetter letter) {
    return "gone".equals(letter.queue())
        ? new NotTaken(letter, "No queue.", true)
        : new Republished(letter);
  }

  private Redrive run(int limit, Function<DeadLetter, RepublishAnswer> send) {
    return new RedriveRun(
            this::page,
            letter -> {
              tried.add(letter.id());
              return send.apply(letter);
            },
            limit)
        .run();
  }

  private List<DeadLetter> page(long behind) {
    return letters.stream().filter(letter -> letter.id() > behind).limit(7).toList();
  }

  private void add(@Nullable String queue, long first, long last) {
    LongStream.rangeClosed(first, last)
        .mapToObj(
            id ->
                new DeadLetter(
                    id, "why", queue, null, null, null, null, null, 2, false, 1, SEEN, SEEN, null,
                    null))
        .forEach(letters::add);
  }
}
