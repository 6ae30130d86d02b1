package io.tenantry.worker.reconcile;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tenantry.registry.findings.FindingKind;
import io.tenantry.worker.WorkerProperties;
import io.tenantry.worker.reconcile.Findings.Open;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Runs the pass that is due, if there is one and no other worker has it. Should two run one at the
 * same time after all, both write the same.
 */
@Component
class Reconciler {

  private static final Logger log = LoggerFactory.getLogger(Reconciler.class);

  private final Passes passes;
  private final Checks checks;
  private final Findings findings;
  private final ReconcileProperties settings;
  private final String worker;
  private final MeterRegistry meters;

  Reconciler(
      Passes passes,
      Checks checks,
      Findings findings,
      ReconcileProperties settings,
      WorkerProperties worker,
      MeterRegistry meters) {
    this.passes = passes;
    this.checks = checks;
    this.findings = findings;
    this.settings = settings;
    this.worker = worker.name();
    this.meters = meters;
    timer("complete");
    timer("incomplete");
  }

  /** Says whether there was one to run. */
  boolean pass() {
    Optional<Pass> claimed = passes.claim(worker, settings.lease());
    claimed.ifPresent(this::run);
    return claimed.isPresent();
  }

  private void run(Pass pass) {
    Timer.Sample sample = Timer.start(meters);
    List<String> troubles = new ArrayList<>();
    List<Open> open = findings.open();
    for (Check check : checks.all()) {
      try {
        run(check, pass, open);
      } catch (DataAccessException | TransactionException e) {
        log.warn("Could not look for {} this time: {}", check.kind().text(), e.getMessage());
        troubles.add(check.kind().text());
      }
    }
    Duration pause = findings.anyUnconfirmed() ? settings.confirmAfter() : interval();
    passes.end(pass, worker, pause, String.join(", ", troubles));
    sample.stop(timer(troubles.isEmpty() ? "complete" : "incomplete"));
  }

  private Timer timer(String outcome) {
    return Timer.builder("tenantry.reconcile")
        .description("A pass that compares the registry with the database")
        .tag("outcome", outcome)
        .register(meters);
  }

  private void run(Check check, Pass pass, List<Open> all) {
    FindingKind kind = check.kind();
    List<Open> open = all.stream().filter(one -> one.kind().equals(kind.text())).toList();
    List<String> subjects = open.stream().map(Open::subject).toList();
    int limit = Math.max(settings.mostOfAKind(), subjects.size());
    Sightings sightings = check.look(new Look(subjects, limit, pass.everything()));
    Set<String> leftAlone =
        open.stream().filter(Open::underRepair).map(Open::subject).collect(Collectors.toSet());
    List<Sighting> seen =
        sightings.found().stream().filter(one -> !leftAlone.contains(one.subject())).toList();
    if (!seen.isEmpty()) {
      findings.saw(kind, seen);
    }
    Set<String> gone = new HashSet<>(subjects);
    gone.removeAll(leftAlone);
    seen.forEach(one -> gone.remove(one.subject()));
    if (sightings.complete() && !gone.isEmpty()) {
      findings.noLongerSaw(kind, List.copyOf(gone), pass.startedAt());
    }
    if (sightings.found().size() == limit) {
      log.warn("{} findings of kind {}: there may be more", limit, kind.text());
    }
  }

  /** So that installations on one server don't all look at the same time. */
  private Duration interval() {
    long millis = settings.interval().toMillis();
    return Duration.ofMillis(millis + ThreadLocalRandom.current().nextLong(millis / 5 + 1));
  }
}
