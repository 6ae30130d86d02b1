package io.tenantry.provisioning.console.overview;

import io.tenantry.provisioning.console.Moments;
import io.tenantry.provisioning.console.charts.Bars;
import io.tenantry.provisioning.operations.Findings;
import io.tenantry.registry.Tenants;
import io.tenantry.registry.runs.MigrationRun;
import io.tenantry.registry.runs.MigrationRuns;
import io.tenantry.registry.runs.RunState;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Puts the overview together, at most once in a while however many look at it, so that what the
 * database does for it has a bound.
 */
@Service
class OverviewDesk {

  static final Duration FRESH = Duration.ofSeconds(2);

  private static final int STEPS = 30;
  private static final int STEP_SECONDS = 120;
  private static final int ROWS = 5;
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Tenants tenants;
  private final OverviewRepository repository;
  private final MigrationRuns runs;
  private final Findings findings;
  private final Moments moments;
  private @Nullable Overview last;
  private long readAt;

  OverviewDesk(
      Tenants tenants,
      OverviewRepository repository,
      MigrationRuns runs,
      Findings findings,
      Moments moments) {
    this.tenants = tenants;
    this.repository = repository;
    this.runs = runs;
    this.findings = findings;
    this.moments = moments;
  }

  /** Not older than {@link #FRESH}. */
  synchronized Overview look() {
    if (last == null || System.nanoTime() - readAt >= FRESH.toNanos()) {
      last = read();
      readAt = System.nanoTime();
    }
    return last;
  }

  private Overview read() {
    Instant since = start();
    List<OverviewRepository.Step> steps = repository.steps(since, STEP_SECONDS);
    return new Overview(
        new EnumMap<>(tenants.countByStatus()),
        signUps(since, steps),
        times(since, steps),
        repository.messages(),
        repository.spares(),
        Stream.of(RunState.RUNNING, RunState.PAUSED)
            .map(state -> runs.page(state, null, ROWS))
            .<MigrationRun>flatMap(List::stream)
            .toList(),
        findings.page(null, false, null, ROWS));
  }

  /** On a whole step, so that bars keep their place while time goes on. */
  private Instant start() {
    long now = repository.now().getEpochSecond();
    return Instant.ofEpochSecond((now / STEP_SECONDS - STEPS + 1) * STEP_SECONDS);
  }

  private static Bars signUps(Instant since, List<OverviewRepository.Step> steps) {
    long all = steps.stream().mapToLong(OverviewRepository.Step::signUps).sum();
    return Bars.of(
        points(since, steps, OverviewRepository.Step::signUps),
        count -> String.format(Locale.ROOT, "%.0f", count),
        all + " in the last hour");
  }

  private Bars times(Instant since, List<OverviewRepository.Step> steps) {
    List<OverviewRepository.Step> known =
        steps.stream().filter(step -> step.medianMillis() != null).toList();
    double longest =
        known.stream()
            .mapToDouble(step -> step.medianMillis() == null ? 0 : step.medianMillis())
            .max()
            .orElse(0);
    return Bars.of(
        points(since, known, OverviewRepository.Step::medianMillis),
        this::millis,
        known.isEmpty()
            ? "nobody became active in the last hour"
            : "medians of up to " + millis(longest) + " in the last hour");
  }

  private String millis(double value) {
    return moments.length(Duration.ofMillis(Math.round(value)));
  }

  private static List<Bars.Point> points(
      Instant since,
      List<OverviewRepository.Step> steps,
      Function<OverviewRepository.Step, ? extends @Nullable Number> value) {
    Map<Integer, OverviewRepository.Step> byStep =
        steps.stream()
            .collect(Collectors.toMap(OverviewRepository.Step::step, Function.identity()));
    List<Bars.Point> points = new ArrayList<>();
    for (int number = 0; number < STEPS; number++) {
      OverviewRepository.Step step = byStep.get(number);
      Number found = step == null ? null : value.apply(step);
      points.add(
          new Bars.Point(
              MINUTE.format(since.plusSeconds((long) number * STEP_SECONDS)),
              found == null ? 0 : found.doubleValue()));
    }
    return points;
  }
}
