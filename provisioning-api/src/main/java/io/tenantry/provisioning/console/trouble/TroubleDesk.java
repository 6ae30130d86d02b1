package io.tenantry.provisioning.console.trouble;

import io.tenantry.provisioning.deadletters.DeadLetter;
import io.tenantry.provisioning.deadletters.DeadLetterDesk;
import io.tenantry.provisioning.deadletters.DeadLetterFilter;
import io.tenantry.provisioning.operations.Findings;
import io.tenantry.provisioning.operations.Reconciliation;
import io.tenantry.provisioning.operations.Reconciliations;
import io.tenantry.provisioning.operations.Trouble;
import io.tenantry.provisioning.operations.Troubles;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Looks at all trouble; for open pages at most once in a while, however many there are. */
@Service
class TroubleDesk {

  static final Duration FRESH = Duration.ofSeconds(2);

  private static final int ROWS = 20;

  private final Troubles troubles;
  private final DeadLetterDesk letters;
  private final Findings findings;
  private final Reconciliations reconciliations;
  private @Nullable Look last;
  private long readAt;

  TroubleDesk(
      Troubles troubles,
      DeadLetterDesk letters,
      Findings findings,
      Reconciliations reconciliations) {
    this.troubles = troubles;
    this.letters = letters;
    this.findings = findings;
    this.reconciliations = reconciliations;
  }

  /**
   * What there is.
   *
   * @param letters the newest that are open
   * @param findings likewise
   */
  record Look(
      Trouble trouble,
      List<DeadLetter> letters,
      List<FindingRow> findings,
      Reconciliation reconciliation) {}

  /** As it is now, since whoever asks may just have changed it. */
  Look read() {
    return new Look(
        troubles.look(ROWS),
        letters.page(DeadLetterFilter.open(null, null), null, ROWS),
        FindingRow.of(findings.page(null, false, null, ROWS)),
        reconciliations.show());
  }

  /** Not older than {@link #FRESH}. */
  synchronized Look look() {
    if (last == null || System.nanoTime() - readAt >= FRESH.toNanos()) {
      last = read();
      readAt = System.nanoTime();
    }
    return last;
  }
}
