package io.tenantry.chaos;

import io.tenantry.chaos.check.Observer;
import io.tenantry.chaos.check.Rest;
import io.tenantry.chaos.check.Violations;
import io.tenantry.chaos.cluster.Cluster;
import io.tenantry.chaos.cluster.Link;
import io.tenantry.chaos.cluster.Part;
import io.tenantry.chaos.drive.Api;
import io.tenantry.chaos.drive.Deployments;
import io.tenantry.chaos.drive.Driver;
import io.tenantry.chaos.fault.Injector;
import io.tenantry.chaos.model.Model;
import java.io.PrintStream;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** After the faults: all is whole again, and what is begun is waited for, up to a bound. */
final class Settling {

  private static final int TURNS_BETWEEN_ORDERS = 10;

  private final Cluster cluster;
  private final Model model;
  private final Api api;
  private final Driver driver;
  private final Injector injector;
  private final Observer observer;
  private final Violations violations;
  private final PrintStream out;
  private final Rest rest;
  private List<String> unrest = List.of();
  private int turns;

  Settling(
      Cluster cluster,
      Model model,
      Api api,
      Driver driver,
      Injector injector,
      Observer observer,
      Violations violations,
      PrintStream out) {
    this.cluster = cluster;
    this.model = model;
    this.api = api;
    this.driver = driver;
    this.injector = injector;
    this.observer = observer;
    this.violations = violations;
    this.out = out;
    this.rest = new Rest(cluster.admin());
  }

  void settle(Duration patience) {
    mend();
    Patience.of(patience).until(this::allAnswered);
    if (!Patience.of(patience).until(this::isAtRest)) {
      unrest.forEach(each -> violations.add("no-rest", each));
    }
    for (var tenant : model.tenants()) {
      if (!Patience.of(patience).until(() -> api.look(tenant))) {
        violations.add("no-answer", tenant.toString());
      }
    }
  }

  private void mend() {
    cluster.databaseLink().heal();
    cluster.brokerLinks().forEach(Link::heal);
    for (Part part : cluster.parts()) {
      part.exclusively(part::start);
    }
    cluster.awaitReady();
    injector.breakScripts(false);
    Deployments.restartWorkers(cluster);
    cluster.awaitReady();
    out.println("All is mended");
  }

  /** Every sign-up is asked again until its client knows what came of it. */
  private boolean allAnswered() {
    driver.repeatOne();
    return !model.hasUnanswered();
  }

  private boolean isAtRest() {
    if (turns++ % TURNS_BETWEEN_ORDERS == 0) {
      rest.paused().forEach(run -> api.order(run, "resume"));
      if (rest.needsRun()) {
        api.migrate();
      }
    }
    unrest = rest.unrest();
    return unrest.isEmpty() && allLettersAreKept() && (injector.hasWiped() || observerHasAll());
  }

  private boolean allLettersAreKept() {
    Set<String> missing = new HashSet<>(injector.owedLetters());
    missing.removeAll(rest.letters());
    unrest = missing.stream().map(id -> id + " is not among the dead letters").toList();
    return missing.isEmpty();
  }

  private boolean observerHasAll() {
    Set<String> missing = new HashSet<>(rest.eventIds());
    missing.removeAll(observer.firstDeliveries());
    unrest = missing.stream().map(id -> "event " + id + " was not delivered").toList();
    return missing.isEmpty();
  }
}
