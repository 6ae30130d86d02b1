package io.tenantry.samples.bookings;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.tenancy.CurrentTenant;
import io.tenantry.tenancy.Tenant;
import io.tenantry.tenancy.routing.RouteKey;
import io.tenantry.tenancy.routing.Routes;
import io.tenantry.testing.TestDatabase;
import io.tenantry.testing.WithInfrastructure;
import io.tenantry.testing.leaks.LeakHarness;
import io.tenantry.testing.tenants.TenantClient;
import io.tenantry.testing.tenants.TenantTest;
import io.tenantry.testing.tenants.TestTenant;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/** Each test has studios of its own. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@WithInfrastructure
@TenantTest
class LessonsTests {

  @Test
  void aBookingTakesAPlaceInItsOwnStudioOnly(TenantClient studio, TenantClient other) {
    long lesson = lessons(studio).getFirst().id();
    studio
        .post("/lessons/" + lesson + "/bookings", new LessonsController.Booking("Ana"))
        .expect(201);

    assertThat(lessons(studio)).extracting(Lesson::free).containsExactly(1);
    assertThat(lessons(other)).extracting(Lesson::free).containsExactly(2);
  }

  @Test
  void aFullLessonTakesNobodyMore(TenantClient studio) {
    String bookings = "/lessons/" + lessons(studio).getFirst().id() + "/bookings";
    studio.post(bookings, new LessonsController.Booking("Ana")).expect(201);
    studio.post(bookings, new LessonsController.Booking("Luis")).expect(201);

    studio.post(bookings, new LessonsController.Booking("Eva")).expect(409);
  }

  @Test
  void noStudioEverSeesAnothersRows(
      TestTenant a,
      TestTenant b,
      TestDatabase database,
      @Autowired DataSource pool,
      @Autowired Routes routes) {
    List<Tenant> studios =
        Stream.of(a, b)
            .map(studio -> routes.find(new RouteKey.OfDomain(studio.domain())).orElseThrow())
            .map(route -> route.tenant())
            .toList();
    LeakHarness.of(studios, Tenant::role, CurrentTenant::run)
        .operations(500)
        .run(pool, database.worker())
        .assertNoLeak();
  }

  private static List<Lesson> lessons(TenantClient studio) {
    return List.of(studio.get("/lessons").expect(200).as(Lesson[].class));
  }
}
