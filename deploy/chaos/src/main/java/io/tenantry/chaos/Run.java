package io.tenantry.chaos;

import io.tenantry.chaos.check.Check;
import io.tenantry.chaos.check.Observer;
import io.tenantry.chaos.check.Violations;
import io.tenantry.chaos.cluster.Cluster;
import io.tenantry.chaos.drive.Api;
import io.tenantry.chaos.drive.Client;
import io.tenantry.chaos.drive.Deployments;
import io.tenantry.chaos.drive.Driver;
import io.tenantry.chaos.drive.Requests;
import io.tenantry.chaos.drive.Shops;
import io.tenantry.chaos.drive.Tally;
import io.tenantry.chaos.drive.Visitor;
import io.tenantry.chaos.fault.FaultPlan;
import io.tenantry.chaos.fault.Injector;
import io.tenantry.chaos.fault.Messages;
import io.tenantry.chaos.model.Model;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** One run: start, work under faults, mend, wait for rest, check. */
final class Run {

  private static final Duration PATIENCE = Duration.ofMinutes(4);

  /** What is lost on purpose never comes to rest. */
  private static final Duration PATIENCE_WITH_SABOTAGE = Duration.ofSeconds(30);

  private final Options options;
  private final PrintStream out;
  private final Model model = new Model();
  private final Violations violations = new Violations();
  private final Tally operations = new Tally();
  private final Tally faults = new Tally();

  Run(Options options, PrintStream out) {
    this.options = options;
    this.out = out;
  }

  Report go() throws IOException {
    Path folder = Files.createTempDirectory("tenantry-chaos");
    out.println("Data, logs and details: " + folder);
    try (Cluster cluster =
            new Cluster(
                folder, options.scenario().nodes(), options.scenario().instances(), jvm(folder));
        Observer observer = new Observer(cluster.brokers())) {
      Patience.of(PATIENCE).until(observer::isConnected);
      out.println("Ready");
      Client client = new Client();
      Api api =
          new Api(client, cluster.provisioningUrls(), cluster.key(), model, violations, operations);
      Requests requests = new Requests(client);
      Shops shops = new Shops(requests, cluster.tenantLogs(), violations, operations);
      Visitor visitor = new Visitor(requests, cluster.tenantUrls(), shops, violations, operations);
      Messages messages = new Messages(cluster.brokers(), observer);
      Injector injector = new Injector(cluster, messages, faults, out);
      Driver driver = new Driver(model, api, visitor, options.seed());
      try (Watch _ = new Watch(cluster.services(), cluster.brokers(), violations)) {
        try (driver;
            Deployments _ = new Deployments(cluster, operations, options.seed())) {
          driver.start();
          injector.run(FaultPlan.of(options.scenario(), options.seed(), options.length()));
        }
        out.println("Faults and clients have ended");
        new Settling(cluster, model, api, driver, injector, observer, violations, out)
            .settle(options.sabotage() == null ? PATIENCE : PATIENCE_WITH_SABOTAGE);
      }
      out.println("At rest");
      visitor.visitAll(model.tenants());
      shops.lookAtAll(model.tenants(), cluster.tenantUrls().getFirst());
      new Check(cluster, violations)
          .run(
              model,
              observer,
              messages.poisons(),
              injector.owedLetters(),
              injector.hasWiped(),
              requests.byTenant());
      Path details = folder.resolve("violations.txt");
      violations.write(details);
      return new Report(
          options,
          operations,
          faults,
          violations,
          model.tenants().size(),
          observer.firstDeliveries().size(),
          details);
    }
  }

  private String jvm(Path folder) throws IOException {
    return options.sabotage() == null ? "" : options.sabotage().option(folder);
  }
}
