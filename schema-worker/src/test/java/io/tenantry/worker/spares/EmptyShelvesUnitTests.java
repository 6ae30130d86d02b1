package io.tenantry.worker.spares;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The clock begins just before it overflows, as the real one may. */
class EmptyShelvesUnitTests {

  private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 10);
  private final EmptyShelves shelves = new EmptyShelves(clock::get);

  @Test
  void areLookedAtAgainASecondAfterTheyWereSeenEmpty() {
    assertThat(shelves.mayHave("default")).isTrue();

    shelves.sawNone("default", shelves.now());
    clock.addAndGet(EmptyShelves.A_MOMENT);
    assertThat(shelves.mayHave("default")).isFalse();

    clock.incrementAndGet();
    assertThat(shelves.mayHave("default")).isTrue();
  }

  @Test
  void areOfOneTypeEach() {
    shelves.sawNone("default", shelves.now());

    assertThat(shelves.mayHave("workshop")).isTrue();
  }

  @Test
  void areLookedAtAtOnceWhereASpareWasMade() {
    shelves.sawNone("default", shelves.now());
    shelves.on(new SpareMade("default"));

    assertThat(shelves.mayHave("default")).isTrue();
  }

  @Test
  void areNotTakenForEmptyByALookThatBeganBeforeASpareWasMade() {
    long asked = shelves.now();
    clock.incrementAndGet();
    shelves.on(new SpareMade("default"));
    clock.incrementAndGet();
    shelves.sawNone("default", asked);

    assertThat(shelves.mayHave("default")).isTrue();
  }
}
