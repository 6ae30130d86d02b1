package io.tenantry.worker.reconcile;

import static io.tenantry.registry.findings.FindingKind.ROLE_WITHOUT_TENANT;
import static io.tenantry.registry.findings.FindingKind.TENANT_WITHOUT_SCHEMA;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.tenantry.registry.Tenant;
import io.tenantry.worker.WorkerProperties;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** When something becomes a finding, when it stops to be one, and who looks. */
class ReconcilerIntegrationTests extends AbstractReconcileTests {

  @Autowired private References references;
  @Autowired Passes passes;
  @Autowired Checks checks;
  @Autowired Findings findings;
  @Autowired ReconcileProperties settings;
  @Autowired WorkerProperties worker;
  @Autowired MeterRegistry meters;

  @Test
  void takesWhatWasSeenOnceForWorkInProgress() {
    reconcile();
    String role = lonelyRole("seen_once");
    onePass();
    assertThat(findings(ROLE_WITHOUT_TENANT, role).getFirst().confirmedAt()).isNull();
    assertThat(is("next_at <= now() FROM control.reconciliation")).as("soon again").isTrue();
    update("DROP ROLE \"%s\"", role);
    onePass();
    assertThat(findings(ROLE_WITHOUT_TENANT, role)).isEmpty();
    assertThat(is("next_at > now() + interval '4 minutes' FROM control.reconciliation")).isTrue();
  }

  @Test
  void resolvesWhatIsNoLongerSoAndFindsItAnew() {
    String role = lonelyRole("again");
    foundOnce(ROLE_WITHOUT_TENANT, role);
    update("DROP ROLE \"%s\"", role);
    reconcile();
    assertThat(findings(ROLE_WITHOUT_TENANT, role))
        .singleElement()
        .satisfies(found -> assertThat(found.resolvedAt()).isNotNull());
    lonelyRole("again");
    reconcile();
    List<Found> both = findings(ROLE_WITHOUT_TENANT, role);
    assertThat(both).hasSize(2);
    assertThat(both.getLast().resolvedAt()).isNull();
    update("DROP ROLE \"%s\"", role);
    reconcile();
  }

  @Test
  void leavesAloneWhatAWorkerIsAboutToRepair() {
    Tenant tenant = tenant("under_repair");
    inSchema(tenant, "DROP SCHEMA %s CASCADE");
    Found found = foundOnce(TENANT_WITHOUT_SCHEMA, tenant.role().value());
    update(
        "UPDATE control.finding SET repair_requested_at = now(), repair_requested_by = 'operator'"
            + " WHERE id = %d",
        found.id());
    update("CREATE SCHEMA %s", tenant.role().quoted());
    reconcile();
    assertThat(findings(TENANT_WITHOUT_SCHEMA, tenant.role().value()).getFirst().resolvedAt())
        .isNull();
    assertThat(repairer.repairOne()).isTrue();
    assertThat(findings(TENANT_WITHOUT_SCHEMA, tenant.role().value()).getFirst().repairOutcome())
        .isEqualTo("not-needed");
  }

  @Test
  void ofManyWorkersOneLooks() throws Exception {
    reconcile();
    String role = lonelyRole("crowd");
    makeDue();
    CyclicBarrier start = new CyclicBarrier(6);
    Callable<Boolean> claim =
        () -> {
          start.await();
          return passes.claim("one of many", Duration.ofMinutes(5)).isPresent();
        };
    assertThat(all(claim, 6)).containsOnlyOnce(true);
    update("UPDATE control.reconciliation SET claimed_until = NULL");
    assertThat(foundOnce(ROLE_WITHOUT_TENANT, role).subject()).isEqualTo(role);
    update("DROP ROLE \"%s\"", role);
    reconcile();
  }

  @Test
  void twoThatLookAtTheSameTimeAfterAllFindOnce() throws Exception {
    List<Sighting> seen =
        IntStream.range(0, 50)
            .mapToObj(n -> new Sighting("twice" + n, null, "by hand", false))
            .toList();
    CyclicBarrier start = new CyclicBarrier(4);
    Callable<Boolean> write =
        () -> {
          start.await();
          findings.saw(ROLE_WITHOUT_TENANT, seen);
          return true;
        };
    assertThat(all(write, 4)).containsOnly(true);
    seen.forEach(one -> assertThat(findings(ROLE_WITHOUT_TENANT, one.subject())).hasSize(1));
    reconcile();
  }

  @Test
  void anotherWorkerTakesOverFromOneThatIsSilent() {
    reconcile();
    makeDue();
    Pass silent = passes.claim("silent", Duration.ofMinutes(5)).orElseThrow();
    assertThat(reconciler.pass()).isFalse();
    update("UPDATE control.reconciliation SET claimed_until = now() - interval '1 second'");
    assertThat(reconciler.pass()).isTrue();
    passes.end(silent, "silent", Duration.ofDays(30), "");
    assertThat(is("next_at < now() + interval '1 hour' FROM control.reconciliation")).isTrue();
  }

  @Test
  void servesARequestThatCameDuringAPassWithAnother() {
    reconcile();
    makeDue();
    Pass scheduled = passes.claim("slow", Duration.ofMinutes(5)).orElseThrow();
    assertThat(scheduled.everything()).isFalse();
    update("UPDATE control.reconciliation SET requests = requests + 1");
    passes.end(scheduled, "slow", Duration.ofMinutes(5), "");
    Pass asked = passes.claim("next", Duration.ofMinutes(5)).orElseThrow();
    assertThat(asked.everything()).isTrue();
    passes.end(asked, "next", Duration.ofMinutes(5), "");
    assertThat(reconciler.pass()).isFalse();
  }

  @Test
  void keepsABoundedNumberOfFindingsOfAKind() {
    reconcile();
    List<String> roles = IntStream.range(0, 4).mapToObj(n -> lonelyRole("many" + n)).toList();
    int open =
        jdbc.sql(
                """
                SELECT count(*) FROM control.finding
                WHERE kind = 'role-without-tenant' AND resolved_at IS NULL
                """)
            .query(Integer.class)
            .single();
    var few = reconciler("few", bounded(open + 2));
    for (int n = 0; n < 3; n++) {
      makeDue();
      assertThat(few.pass()).isTrue();
    }
    assertThat(roles.stream().filter(role -> !findings(ROLE_WITHOUT_TENANT, role).isEmpty()))
        .hasSize(2);
    roles.forEach(role -> update("DROP ROLE \"%s\"", role));
    reconcile();
  }

  @Test
  void saysWhatItCouldNotLookFor() {
    reconcile();
    Tenant tenant = tenant("blocked");
    inSchema(tenant, "DROP SCHEMA %s CASCADE");
    Found found = foundOnce(TENANT_WITHOUT_SCHEMA, tenant.role().value());
    update("ALTER TABLE control.attempt RENAME TO attempt_away");
    try {
      makeDue();
      assertThat(reconciler.pass()).isTrue();
      assertThat(is("trouble = 'stuck-pending' FROM control.reconciliation")).isTrue();
      assertThat(
              is(
                  "last_seen_at > '%s' FROM control.finding WHERE id = %d",
                  found.confirmedAt(), found.id()))
          .as("the others were looked for")
          .isTrue();
      assertThat(meters.get("tenantry.reconcile").tag("outcome", "incomplete").timer().count())
          .isPositive();
    } finally {
      update("ALTER TABLE control.attempt_away RENAME TO attempt");
    }
    reconcile();
    assertThat(is("trouble IS NULL FROM control.reconciliation")).isTrue();
  }

  private void onePass() {
    makeDue();
    assertThat(reconciler.pass()).isTrue();
  }

  private void makeDue() {
    update("UPDATE control.reconciliation SET next_at = now()");
  }

  private Reconciler reconciler(String name, ReconcileProperties properties) {
    WorkerProperties named =
        new WorkerProperties(
            name,
            worker.controlLogin(),
            worker.appLogin(),
            worker.types(),
            worker.migrations(),
            worker.provisioning(),
            worker.maintenance());
    return new Reconciler(
        passes,
        new Checks(database.worker(), named, properties, references),
        findings,
        properties,
        named,
        meters);
  }

  private ReconcileProperties bounded(int most) {
    return new ReconcileProperties(
        settings.schemaPrefix(),
        settings.interval(),
        settings.lookEvery(),
        settings.confirmAfter(),
        settings.lease(),
        settings.queryTimeout(),
        most,
        settings.historiesPerPass(),
        settings.historiesPerQuery(),
        settings.schemasPerPass(),
        settings.stuckPendingAfter(),
        settings.stuckOutboxAfter(),
        settings.ignored());
  }

  private static List<Boolean> all(Callable<Boolean> task, int times) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(times)) {
      List<Future<Boolean>> running =
          IntStream.range(0, times).mapToObj(n -> threads.submit(task)).toList();
      return running.stream().map(ReconcilerIntegrationTests::result).toList();
    }
  }

  private static boolean result(Future<Boolean> running) {
    try {
      return running.get();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
