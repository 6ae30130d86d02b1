package io.tenantry.worker.provisioning;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tenantry.messaging.Backoff;
import io.tenantry.migrations.SchemaAlreadyExistsException;
import io.tenantry.migrations.UnknownTenantTypeException;
import io.tenantry.registry.TenantId;
import io.tenantry.registry.TenantLifecycle;
import io.tenantry.worker.WorkerActor;
import io.tenantry.worker.WorkerProperties;
import io.tenantry.worker.provisioning.Attempts.Attempt;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Works off one work order. The attempt is committed before the build and its end after it, so that
 * a build that takes its worker along counts too.
 */
public class Provisioner {

  private static final Logger log = LoggerFactory.getLogger(Provisioner.class);

  /** There from the start, so that the first failure shows as an increase. */
  private static final List<String> OUTCOMES =
      Arrays.stream(Outcome.class.getPermittedSubclasses()).map(Provisioner::word).toList();

  private final Build build;
  private final Attempts attempts;
  private final TenantLifecycle lifecycle;
  private final TransactionOperations transactions;
  private final WorkerProperties worker;
  private final Backoff backoff;
  private final SignUpTimer signUps;
  private final MeterRegistry meters;

  /** Works off orders for tenants of one kind. */
  public Provisioner(
      Build build,
      Attempts attempts,
      TenantLifecycle lifecycle,
      TransactionOperations transactions,
      WorkerProperties worker,
      SignUpTimer signUps,
      MeterRegistry meters) {
    this.build = build;
    this.attempts = attempts;
    this.lifecycle = lifecycle;
    this.transactions = transactions;
    this.worker = worker;
    var settings = worker.provisioning();
    this.backoff = new Backoff(settings.firstRetry(), settings.lastRetry());
    this.signUps = signUps;
    this.meters = meters;
    if (build.kind() == Build.Kind.SCRIPTS) {
      OUTCOMES.forEach(outcome -> timer(TenantBuild.PATH, outcome));
    }
  }

  /** Builds the tenant if it is PENDING. A failure is recorded, not thrown. */
  public Outcome provision(TenantId tenant, UUID messageId) {
    Optional<Attempt> begun =
        attempts.begin(build.kind(), tenant, worker.name(), worker.provisioning().lease());
    if (begun.isEmpty()) {
      return new Outcome.NothingToDo();
    }
    Attempt attempt = begun.get();
    try (var _ = MDC.putCloseable("tenant", attempt.schemaName())) {
      Outcome outcome = provision(attempt, messageId);
      log.info("Attempt {}: {}", attempt.sinceRetry(), outcome);
      return outcome;
    }
  }

  private Outcome provision(Attempt attempt, UUID messageId) {
    if (attempt.sinceRetry() > worker.provisioning().maxAttempts()) {
      return failed(
          attempt,
          "attempts-exhausted",
          "the last attempts ended with no result; see its attempts");
    }
    Timer.Sample sample = Timer.start(meters);
    Outcome outcome = attempt(attempt, messageId);
    sample.stop(timer(build.path(attempt), word(outcome.getClass())));
    return outcome;
  }

  private Timer timer(String path, String outcome) {
    return Timer.builder("tenantry.provisioning.build")
        .description("The transaction that builds a tenant")
        .tag("path", path)
        .tag("outcome", outcome)
        .publishPercentileHistogram()
        .register(meters);
  }

  private static String word(Class<?> outcome) {
    return outcome.getSimpleName().toLowerCase(Locale.ROOT);
  }

  private Outcome attempt(Attempt attempt, UUID messageId) {
    try {
      return build.run(attempt, messageId) ? new Outcome.Provisioned() : new Outcome.NothingToDo();
    } catch (SchemaAlreadyExistsException e) {
      return failed(attempt, "schema-already-exists", String.valueOf(e.getMessage()));
    } catch (BuildRefusedException e) {
      return failed(attempt, e.reason(), String.valueOf(e.getMessage()));
    } catch (UnknownTenantTypeException e) {
      return failed(attempt, "unknown-tenant-type", String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      log.warn("Attempt {} failed", attempt.sinceRetry(), e);
      String error = String.valueOf(e.getMessage());
      return attempt.sinceRetry() >= worker.provisioning().maxAttempts()
          ? failed(attempt, "provisioning-failed", error)
          : retryLater(attempt, error);
    }
  }

  private Outcome failed(Attempt attempt, String reason, String detail) {
    boolean failed =
        Boolean.TRUE.equals(
            transactions.execute(
                status -> {
                  attempts.failed(attempt, detail);
                  return lifecycle.fail(attempt.tenant(), reason, detail, WorkerActor.WORKER);
                }));
    if (failed) {
      signUps.fail(attempt.signedUp(), build.path(attempt));
    }
    return new Outcome.Failed(reason + ": " + detail);
  }

  private Outcome retryLater(Attempt attempt, String error) {
    Duration pause = backoff.after(attempt.sinceRetry());
    transactions.executeWithoutResult(
        status -> {
          attempts.failed(attempt, error);
          attempts.nextIn(attempt.tenant(), pause);
        });
    return new Outcome.RetryLater(pause);
  }
}
