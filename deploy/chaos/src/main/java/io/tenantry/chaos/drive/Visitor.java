package io.tenantry.chaos.drive;

import io.tenantry.chaos.check.Violations;
import io.tenantry.chaos.model.Outcome;
import io.tenantry.chaos.model.TenantModel;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** A tenant's customers: whose data they get, and whether the status is one that it may have. */
public final class Visitor {

  /** How long an instance may go by what it knew: its cache's time, a look-up, a request. */
  static final Duration WINDOW = Duration.ofSeconds(3 + 4 + 3);

  private final Requests requests;
  private final List<URI> instances;
  private final Shops shops;
  private final Violations violations;
  private final Tally tally;

  public Visitor(
      Requests requests, List<URI> instances, Shops shops, Violations violations, Tally tally) {
    this.requests = requests;
    this.instances = instances;
    this.shops = shops;
    this.violations = violations;
    this.tally = tally;
  }

  /** Asks any instance who it is, on a domain that the tenant may have. */
  void visit(TenantModel tenant, RandomGenerator random) {
    List<String> names = tenant.schemaName().possible();
    String name = names.get(random.nextInt(names.size()));
    long from = System.nanoTime();
    URI instance = instances.get(random.nextInt(instances.size()));
    Outcome outcome = requests.get(tenant.id(), instance, host(name), "/", Map.of());
    long to = System.nanoTime();
    switch (outcome) {
      case Outcome.Done answer -> {
        tally.count("visit");
        String schema = answer.body().path("schemaName").asString();
        if (!tenant.schemaName().allows(schema)) {
          violations.add("foreign-data", name + " was answered by " + schema + ": " + tenant);
        }
        require(tenant, answer.status(), from, to, outcome);
      }
      case Outcome.Refused answer -> {
        tally.count("visit (refused)");
        boolean moved = answer.status() == 404 || answer.status() == 308;
        if (answer.status() != 429 && !(moved && tenant.schemaName().wasAskedToChange())) {
          require(tenant, answer.status(), from, to, outcome);
        }
      }
      case Outcome.Unknown answer -> failed(tenant, answer, from, to);
      case Outcome.NotSent answer -> tally.count("visit (not sent)");
    }
  }

  private void failed(TenantModel tenant, Outcome.Unknown answer, long from, long to) {
    tally.count("visit (unknown)");
    if (answer.reason().contains(":tenant-pending") || answer.reason().contains(":tenant-failed")) {
      require(tenant, answer.status(), from, to, answer);
    } else if (answer.status() == 500) {
      violations.add("internal-error", "visit: " + answer.reason());
    }
  }

  private void require(TenantModel tenant, int status, long from, long to, Outcome outcome) {
    if (!tenant.explains(status, from - WINDOW.toNanos(), to)) {
      violations.add("wrong-status", outcome + " from " + tenant);
    }
  }

  /** Sells something in the shop, or looks at what it has. */
  void trade(TenantModel tenant, RandomGenerator random) {
    URI instance = instances.get(random.nextInt(instances.size()));
    shops.trade(tenant, instance, random);
  }

  /**
   * At rest every instance has to give the answer that a tenant's status asks for, at once or when
   * its caches have expired.
   */
  public void visitAll(List<TenantModel> tenants) {
    pause();
    for (TenantModel tenant : tenants) {
      String name = tenant.schemaName().possible().getFirst();
      for (URI instance : instances) {
        Outcome outcome = requests.get(tenant.id(), instance, host(name), "/", Map.of());
        tally.count("visit");
        int status =
            switch (outcome) {
              case Outcome.Done answer -> answer.status();
              case Outcome.Refused answer -> answer.status();
              case Outcome.Unknown answer -> answer.status();
              case Outcome.NotSent answer -> 0;
            };
        long now = System.nanoTime();
        if (tenant.schemaName().possible().size() == 1 && !tenant.explains(status, now, now)) {
          violations.add("wrong-status-at-rest", outcome + " of " + instance + " from " + tenant);
        }
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(WINDOW);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static String host(String schemaName) {
    return schemaName.replace('_', '-') + ".localhost";
  }
}
