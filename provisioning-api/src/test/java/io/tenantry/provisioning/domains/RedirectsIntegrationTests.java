package io.tenantry.provisioning.domains;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class RedirectsIntegrationTests extends AbstractDomainTests {

  @Autowired private Redirects redirects;
  @Autowired private RedirectSweep sweep;

  @Test
  void endsARedirectWhenItsTimeIsOver() {
    UUID tenant = shop();
    String old = redirect(tenant, Duration.ofDays(1));
    clock.advance(Duration.ofDays(1).minusSeconds(1));
    sweep.run();
    assertThat(show(tenant, old).status()).isEqualTo(200);

    clock.advance(Duration.ofSeconds(1));
    sweep.run();

    assertThat(show(tenant, old).status()).isEqualTo(404);
    assertThat(domainEvents(tenant)).hasSize(1);
    Event event = domainEvents(tenant).getFirst();
    assertThat(event.type()).isEqualTo("tenant.domain-removed");
    assertThat(event.text("domain")).isEqualTo(old);
    assertThat(event.sequence()).isEqualTo(sequence(tenant)).isEqualTo(3);
    assertThat(audit(tenant)).containsExactly("redirect-sweep tenant.end-redirect");
  }

  @Test
  void endsEachRedirectOnceWhicheverInstanceDoes() throws Exception {
    UUID tenant = shop();
    redirect(tenant, Duration.ofDays(1));
    redirect(tenant, Duration.ofDays(1));
    clock.advance(Duration.ofDays(1));
    List<Redirects.Ended> ended =
        redirects.ended(100).stream().filter(each -> each.tenantId().equals(tenant)).toList();
    assertThat(ended).hasSize(2);

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Void> instance =
          () -> {
            ended.forEach(redirects::remove);
            return null;
          };
      for (var result : threads.invokeAll(List.of(instance, instance, instance))) {
        result.get();
      }
    }

    assertThat(domainEvents(tenant)).extracting(Event::sequence).containsExactly(3L, 4L);
  }

  @Test
  void leavesTheDomainsOfDeletedTenantsAlone() {
    UUID tenant = shop();
    String old = redirect(tenant, Duration.ofDays(1));
    database
        .admin()
        .sql("UPDATE control.domain SET status = 'RELEASED' WHERE tenant_id = :id")
        .param("id", tenant)
        .update();
    clock.advance(Duration.ofDays(2));

    sweep.run();

    assertThat(show(tenant, old).text("status")).isEqualTo("RELEASED");
  }

  private String redirect(UUID tenant, Duration time) {
    String old = unique("old") + ".localhost";
    database
        .admin()
        .sql(
            """
            INSERT INTO control.domain (tenant_id, name, status, created_at, verified_at, redirect_until)
            VALUES (:tenant, :name, 'VERIFIED', now(), now(), :until)
            """)
        .param("tenant", tenant)
        .param("name", old)
        .param("until", clock.instant().plus(time).atOffset(ZoneOffset.UTC))
        .update();
    return old;
  }
}
