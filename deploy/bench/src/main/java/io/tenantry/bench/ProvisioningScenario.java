package io.tenantry.bench;

import io.tenantry.registry.Actor;
import io.tenantry.registry.NewTenant;
import io.tenantry.registry.SchemaName;
import io.tenantry.registry.SignUps;
import io.tenantry.registry.TenantId;
import io.tenantry.worker.provisioning.Outcome;
import io.tenantry.worker.provisioning.Provisioner;
import io.tenantry.worker.spares.SpareClaim;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.support.TransactionOperations;

/** What one tenant costs, in four ways, one after the other, round by round. */
final class ProvisioningScenario implements Scenario {

  private static final Actor ACTOR = new Actor("bench", null);

  @Override
  public void run(Lab lab, Size size, Report report) {
    int rounds = size.of(5, 1);
    int each = size.of(40, 3);
    int warmUp = size.of(60, 2);
    makeSpares(lab, rounds * each + warmUp);
    lab.settle(report);
    Times raw = new Times();
    Times direct = new Times();
    Times spare = new Times();
    Times flyway = new Times();
    try (Connection connection = lab.plain();
        var worker = lab.worker(Map.of("tenantry.messaging.relay.enabled", "false"))) {
      Ways ways = new Ways(lab, worker, new RawScript(lab), connection);
      for (int n = 0; n < warmUp; n++) {
        ways.raw("w" + n);
        ways.direct(ways.signUp("wd" + n));
        ways.spare(ways.signUp("ws" + n));
        if (n < 10) {
          ways.flyway("w" + n);
        }
      }
      for (int round = 0; round < rounds; round++) {
        for (int n = 0; n < each; n++) {
          String name = round + "_" + n;
          raw.time(() -> ways.raw(name));
        }
        for (int n = 0; n < each; n++) {
          TenantId tenant = ways.signUp("d" + round + "_" + n);
          direct.time(() -> ways.direct(tenant));
        }
        for (int n = 0; n < each; n++) {
          TenantId tenant = ways.signUp("s" + round + "_" + n);
          spare.time(() -> ways.spare(tenant));
        }
        for (int n = 0; n < each / 2; n++) {
          String name = round + "_" + n;
          flyway.time(() -> ways.flyway(name));
        }
        report.say(
            "round %d: raw %.1f ms, direct %.1f ms, spare %.2f ms, Flyway %.1f ms (medians so far)",
            round + 1, raw.median(), direct.median(), spare.median(), flyway.median());
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    report.figure("raw_ms", raw.median());
    report.figure("direct_ms", direct.median());
    report.figure("spare_ms", spare.median());
    report.figure("flyway_ms", flyway.median());
    report.figure("direct_over_raw", direct.median() / raw.median());
    report.figure("spare_over_raw", spare.median() / raw.median());
    report.figure("flyway_over_raw", flyway.median() / raw.median());
  }

  private static void makeSpares(Lab lab, int count) {
    try (var _ =
        lab.worker(
            Map.of(
                "tenantry.spares.size", Integer.toString(count),
                "tenantry.spares.maximum", Integer.toString(count),
                "tenantry.spares.pause", "1ms"))) {
      lab.awaitSpares(count);
    }
  }

  /** The four ways; signing up is not timed, as it is the same for each. */
  private static final class Ways {

    private final Lab lab;
    private final RawScript raw;
    private final Connection connection;
    private final SignUps signUps;
    private final TransactionOperations transactions;
    private final Provisioner provisioner;
    private final SpareClaim claim;

    Ways(Lab lab, ConfigurableApplicationContext worker, RawScript raw, Connection connection) {
      this.lab = lab;
      this.raw = raw;
      this.connection = connection;
      this.signUps = worker.getBean(SignUps.class);
      this.transactions = worker.getBean(TransactionOperations.class);
      this.provisioner = worker.getBean("provisioner", Provisioner.class);
      this.claim = worker.getBean(SpareClaim.class);
    }

    void raw(String name) {
      raw.run(connection, lab.prefix + "raw_" + name);
    }

    TenantId signUp(String name) {
      SchemaName schema = new SchemaName(name);
      var tenant =
          new NewTenant(
              name,
              schema,
              schema.in(lab.prefix),
              Lab.TYPE,
              "free",
              name.replace('_', '-') + ".localhost",
              null,
              false,
              null,
              null,
              null);
      return transactions.execute(status -> signUps.record(tenant, ACTOR));
    }

    /** The attempt, the transaction, and what is recorded of it. */
    void direct(TenantId tenant) {
      if (!(provisioner.provision(tenant, UUID.randomUUID()) instanceof Outcome.Provisioned)) {
        throw new IllegalStateException("not built: " + tenant);
      }
    }

    void spare(TenantId tenant) {
      if (!claim.claim(tenant, UUID.randomUUID())) {
        throw new IllegalStateException("no spare for " + tenant);
      }
    }

    void flyway(String name) {
      Flyway.configure()
          .dataSource(lab.workerLogin())
          .schemas(lab.prefix + "flyway_" + name)
          .locations("filesystem:" + lab.scripts())
          .load()
          .migrate();
    }
  }
}
