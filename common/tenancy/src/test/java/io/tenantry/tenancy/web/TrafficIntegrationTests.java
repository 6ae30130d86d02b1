package io.tenantry.tenancy.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.tenancy.Tenant;
import io.tenantry.tenancy.TestTenants;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** One tenant that sends too much is held up; the others don't notice. */
@Import(TrafficIntegrationTests.Slow.class)
@TestPropertySource(
    properties = {
      "tenantry.traffic.concurrent-requests=2",
      "tenantry.traffic.patience=100ms",
    })
class TrafficIntegrationTests extends AbstractEdgeTests {

  private static final Semaphore INSIDE = new Semaphore(0);
  private static CountDownLatch doors = new CountDownLatch(1);

  private void plan(Tenant tenant, String name, String limits) {
    database
        .admin()
        .sql("insert into control.plan (name, limits) values (:name, :limits::jsonb)")
        .param("name", name)
        .param("limits", limits)
        .update();
    database
        .admin()
        .sql("update control.tenant set plan = :name where id = :id")
        .param("name", name)
        .param("id", tenant.id())
        .update();
  }

  @Test
  void refusesMoreRequestsThanThePlanAllowsAndSaysWhatIsLeft() {
    Tenant small = TestTenants.create(database, "small");
    register(small, "small.localhost", "ACTIVE");
    plan(small, "two-a-minute", "{\"requestsPerMinute\": 2}");

    assertThat(get("small.localhost", "/items"))
        .startsWith("HTTP/1.1 200")
        .contains("RateLimit-Policy: \"tenant\";q=2;w=60")
        .contains("RateLimit: \"tenant\";r=1;t=30");
    assertThat(get("small.localhost", "/items")).startsWith("HTTP/1.1 200").contains(";r=0;");
    String third = get("small.localhost", "/items");
    assertProblem(third, 429, "rate-limited");
    assertThat(third).contains("Retry-After: ").contains("allows 2 requests");
    assertThat(get("tienda-1.localhost", "/items"))
        .startsWith("HTTP/1.1 200")
        .doesNotContain("RateLimit");
  }

  @Test
  void refusesAllRequestsOfAPlanThatAllowsNone() {
    Tenant none = TestTenants.create(database, "none");
    register(none, "none.localhost", "ACTIVE");
    plan(none, "nothing", "{\"requestsPerMinute\": 0}");

    assertProblem(get("none.localhost", "/items"), 429, "rate-limited");
  }

  @Test
  void servesOnlySoManyRequestsOfATenantAtOnce() throws Exception {
    doors = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      List<Future<String>> held =
          IntStream.range(0, 2)
              .mapToObj(_ -> threads.submit(() -> get("tienda-1.localhost", "/slow")))
              .toList();
      INSIDE.acquire(2);

      String third = get("tienda-1.localhost", "/items");
      String others = get("tienda-2.localhost", "/items");
      String site = get("localhost", "/about");
      doors.countDown();

      assertProblem(third, 429, "too-many-at-once");
      assertThat(third).contains("Retry-After: 1");
      assertThat(others).startsWith("HTTP/1.1 200").contains(two.role());
      assertThat(site).startsWith("HTTP/1.1 200");
      for (Future<String> answer : held) {
        assertThat(answer.get()).startsWith("HTTP/1.1 200");
      }
    }
    assertThat(get("tienda-1.localhost", "/items")).startsWith("HTTP/1.1 200");
  }

  @RestController
  static class Slow {

    @GetMapping("/slow")
    String slow() throws InterruptedException {
      INSIDE.release();
      doors.await();
      return "done";
    }
  }
}
