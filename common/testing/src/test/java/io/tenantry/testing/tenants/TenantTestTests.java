package io.tenantry.testing.tenants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.tenantry.registry.SqlIdentifier;
import io.tenantry.testing.TestDatabase;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;
import org.springframework.jdbc.core.simple.JdbcClient;

@TenantTest
class TenantTestTests {

  private static final Set<TestTenant> seen = ConcurrentHashMap.newKeySet();

  private final TestTenant ofConstructor;

  TenantTestTests(TestTenant tenant) {
    this.ofConstructor = tenant;
  }

  @Test
  void givesTheSameTenantToAllPartsOfATest(TestTenant tenant) {
    assertThat(tenant).isEqualTo(ofConstructor);
  }

  @Test
  void givesASecondParameterAnotherTenant(TestTenant tenant, TestTenant other) {
    assertThat(tenant).isEqualTo(ofConstructor);
    assertThat(other).isNotEqualTo(tenant);
  }

  @RepeatedTest(3)
  void givesEachTestATenantWithoutTheRowsOfOthers(TestTenant tenant, TestDatabase database) {
    assertThat(seen.add(tenant)).isTrue();
    JdbcClient worker = JdbcClient.create(database.worker());
    String notes = new SqlIdentifier(tenant.role()).quoted() + ".note";

    assertThat(worker.sql("select text from " + notes).query().listOfRows()).isEmpty();
    worker.sql("insert into %s (text) values ('mine')".formatted(notes)).update();
  }

  @Test
  void isInTheRegistryAndHasARoute(TestTenant tenant, TestDatabase database) {
    assertThat(
            JdbcClient.create(database.app())
                .sql(
                    """
                    select tenant_id, schema_name, role_name, status, primary_domain
                      from control.routing where domain = :domain
                    """)
                .param("domain", tenant.domain())
                .query()
                .singleRow()
                .values())
        .containsExactly(
            tenant.id(), tenant.schemaName(), tenant.role(), "ACTIVE", tenant.domain());
  }

  @Test
  @TenantTest(type = "kiosk")
  void makesTheSchemaByTheScriptsOfItsType(TestTenant tenant, TestDatabase database) {
    String papers = new SqlIdentifier(tenant.role()).quoted() + ".paper";

    assertThat(
            JdbcClient.create(database.worker())
                .sql("select count(*) from " + papers)
                .query(Integer.class)
                .single())
        .isZero();
  }

  @Nested
  @TenantTest(perClass = true)
  class WithOneForTheWholeClass {

    private static TestTenant first;

    @BeforeAll
    static void remember(TestTenant tenant) {
      first = tenant;
    }

    @RepeatedTest(2)
    void everyTestHasTheSame(TestTenant tenant) {
      assertThat(tenant).isEqualTo(first);
    }
  }

  @Nested
  class WithTheAnnotationOfTheClassAround {

    private TestTenant ofSetUp;

    @BeforeEach
    void remember(TestTenant tenant) {
      ofSetUp = tenant;
    }

    @Test
    void hasOneToo(TestTenant tenant) {
      assertThat(tenant).isEqualTo(ofSetUp);
    }
  }

  @Test
  void isSafeToRunInParallel() {
    Parallel.tenants.clear();

    TestExecutionSummary summary = run(Parallel.class);

    assertThat(summary.getTestsSucceededCount()).isEqualTo(Parallel.TESTS);
    assertThat(Parallel.tenants).hasSize(Parallel.TESTS);
  }

  @Nested
  @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
  class WhenATestHasEnded {

    private static TestTenant before;

    @Test
    @Order(1)
    void aTenant(TestTenant tenant, TestDatabase database) {
      before = tenant;
      assertThat(routes(database)).isEqualTo(1);
    }

    @Test
    @Order(2)
    void isOutOfTheRegistry(TestDatabase database) {
      assertThat(routes(database)).isZero();
      assertThat(
              JdbcClient.create(database.worker())
                  .sql("select status from control.tenant where id = ?")
                  .param(before.id())
                  .query(String.class)
                  .single())
          .isEqualTo("DELETED");
    }

    private static int routes(TestDatabase database) {
      return JdbcClient.create(database.app())
          .sql("select count(*) from control.routing where tenant_id = ?")
          .param(before.id())
          .query(Integer.class)
          .single();
    }
  }

  @Test
  void saysWhatIsMissing() {
    List<String> failures =
        run(WithoutServer.class, BeforeAllTests.class).getFailures().stream()
            .map(failure -> failure.getException().getMessage())
            .toList();

    assertThat(failures)
        .anySatisfy(failure -> assertThat(failure).contains("needs a running server"))
        .anySatisfy(failure -> assertThat(failure).contains("perClass = true"));
  }

  /** A run of its own, in which up to four tests run at once. */
  private static TestExecutionSummary run(Class<?>... classes) {
    var listener = new SummaryGeneratingListener();
    var request =
        LauncherDiscoveryRequestBuilder.request()
            .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
            .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
            .configurationParameter(
                "junit.jupiter.execution.parallel.config.fixed.parallelism",
                String.valueOf(Parallel.TESTS));
    for (Class<?> type : classes) {
      request.selectors(selectClass(type));
    }
    LauncherFactory.create().execute(request.build(), listener);
    return listener.getSummary();
  }

  @TenantTest
  @Execution(ExecutionMode.CONCURRENT)
  static class Parallel {

    private static final int TESTS = 4;
    private static final Set<TestTenant> tenants = ConcurrentHashMap.newKeySet();
    private static final CyclicBarrier together = new CyclicBarrier(TESTS);

    @RepeatedTest(TESTS)
    void hasItsOwn(TestTenant tenant, TestDatabase database) throws Exception {
      tenants.add(tenant);
      together.await(1, TimeUnit.MINUTES);
      JdbcClient worker = JdbcClient.create(database.worker());
      String notes = new SqlIdentifier(tenant.role()).quoted() + ".note";
      worker.sql("insert into %s (text) values ('same')".formatted(notes)).update();
      assertThat(worker.sql("select text from " + notes).query().listOfRows()).hasSize(1);
    }
  }

  @TenantTest
  static class WithoutServer {

    @Test
    void wantsAClient(TenantClient client) {
      assertThat(client).isNotNull();
    }
  }

  @TenantTest
  static class BeforeAllTests {

    @BeforeAll
    static void wantsATenant(TestTenant tenant) {
      assertThat(tenant).isNotNull();
    }

    @Test
    void isNotReached() {}
  }
}
