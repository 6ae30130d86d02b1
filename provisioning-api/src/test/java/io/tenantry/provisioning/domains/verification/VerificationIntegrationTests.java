package io.tenantry.provisioning.domains.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tenantry.provisioning.Api.Answer;
import io.tenantry.provisioning.domains.AbstractDomainTests;
import io.tenantry.provisioning.domains.ProofMethod;
import io.tenantry.testing.DnsZone;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Checks one by one, under a clock that the test sets. */
class VerificationIntegrationTests extends AbstractDomainTests {

  private static final Duration FIRST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofHours(6);
  private static final int ALL = 1000;

  @Autowired private DueChecks due;
  @Autowired private DomainCheck check;
  @Autowired private CheckOutcomes outcomes;
  @Autowired private PlatformTransactionManager transactions;

  @Test
  void looksForTheProofAMomentAfterTheDomainWasAdded() {
    UUID tenant = shop();
    String domain = newDomain();
    add(tenant, domain);
    publish(tenant, domain);

    runDue();
    assertThat(show(tenant, domain).text("status")).isEqualTo("PENDING");
    clock.advance(FIRST);
    runDue();

    Answer verified = show(tenant, domain);
    assertThat(verified.text("status")).isEqualTo("VERIFIED");
    assertThat(verified.text("verifiedAt")).isEqualTo(clock.instant().toString());
    assertThat(verification(verified, "verifiedBy")).isEqualTo("DNS");
    assertThat(verification(verified, "lastCheckAt")).isEqualTo(clock.instant().toString());
    assertThat(verified.json().path("verification").path("lastError").isNull()).isTrue();
    assertThat(Instant.parse(verification(verified, "nextCheckAt")))
        .isBetween(clock.instant().plus(Duration.ofHours(21)), clock.instant().plus(oneDay()));
    assertThat(domainEvents(tenant))
        .extracting(Event::type)
        .containsExactly("tenant.domain-added", "tenant.domain-verified");
    assertThat(domainEvents(tenant).getLast().text("domain")).isEqualTo(domain);
    assertThat(domainEvents(tenant).getLast().sequence()).isEqualTo(sequence(tenant)).isEqualTo(4);
    assertThat(audit(tenant)).endsWith("domain-checks tenant.verify-domain");
  }

  @Test
  void takesAProofByTheWebServer() {
    UUID tenant = shop();
    String domain = newDomain();
    WEB.answersWithBody(
        add(tenant, domain).json().path("verification").path("http").path("body").asString());
    zone().address(domain, "127.0.0.1");

    askAndRun(tenant, domain);

    assertThat(show(tenant, domain).text("status")).isEqualTo("VERIFIED");
    assertThat(verification(show(tenant, domain), "verifiedBy")).isEqualTo("HTTP");
  }

  @Test
  void tellsWhyThereIsNoProof() {
    UUID tenant = shop();
    String domain = newDomain();
    add(tenant, domain);

    askAndRun(tenant, domain);
    assertThat(verification(show(tenant, domain), "lastError"))
        .contains("DNS: _tenantry." + domain + ": there is no such name (NXDOMAIN)")
        .contains("HTTP: " + domain + ": there is no such name (NXDOMAIN)");

    zone().fail("_tenantry." + domain, DnsZone.SERVFAIL).address(domain, "169.254.169.254");
    askAndRun(tenant, domain);
    assertThat(verification(show(tenant, domain), "lastError"))
        .contains("(SERVFAIL)")
        .contains("has an address that is not public: 169.254.169.254");
    assertThat(show(tenant, domain).text("status")).isEqualTo("PENDING");
    assertThat(domainEvents(tenant)).hasSize(1);
  }

  @Test
  void looksAgainAfterGrowingPausesUntilItGivesUp() {
    UUID tenant = shop();
    String domain = newDomain();
    add(tenant, domain);
    Instant added = clock.instant();
    Duration pause = FIRST;
    clock.advance(FIRST);
    int checks = 0;

    while (!next(tenant, domain).isEmpty()) {
      runDue();
      checks++;
      assertThat(verification(show(tenant, domain), "lastCheckAt"))
          .isEqualTo(clock.instant().toString());
      if (!next(tenant, domain).isEmpty()) {
        Instant next = Instant.parse(next(tenant, domain));
        assertThat(next)
            .isBetween(clock.instant().plus(pause.dividedBy(2)), clock.instant().plus(pause));
        clock.advanceTo(next);
      }
      pause = pause.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : pause.multipliedBy(2);
    }

    assertThat(clock.instant())
        .isBetween(added.plus(Duration.ofDays(14)).minus(LONGEST), added.plus(Duration.ofDays(14)));
    assertThat(checks).isBetween(50, 150);
    assertThat(show(tenant, domain).text("status")).isEqualTo("PENDING");
    publish(tenant, domain);
    clock.advance(Duration.ofDays(30));
    runDue();
    assertThat(show(tenant, domain).text("status")).as("not asked for").isEqualTo("PENDING");

    askAndRun(tenant, domain);
    assertThat(show(tenant, domain).text("status")).isEqualTo("VERIFIED");
  }

  @Test
  void beginsAnewWhenSomebodyAsks() {
    UUID tenant = shop();
    String domain = newDomain();
    add(tenant, domain);
    for (int times = 0; times < 8; times++) {
      clock.advance(LONGEST);
      runDue();
    }
    clock.advance(Duration.ofDays(13));

    Answer asked = verify(tenant, domain);
    assertThat(asked.status()).isEqualTo(202);
    assertThat(verification(asked, "nextCheckAt")).isEqualTo(clock.instant().toString());
    runDue();

    assertThat(Instant.parse(next(tenant, domain))).isBefore(clock.instant().plus(FIRST));
    clock.advance(Duration.ofDays(2));
    runDue();
    assertThat(next(tenant, domain)).as("fourteen days from the question on").isNotEmpty();
    assertThat(audit(tenant)).endsWith("bootstrap tenant.check-domain");
    assertThat(sequence(tenant)).isEqualTo(3);
  }

  @Test
  void asksNobodysServersAllTheTime() {
    UUID tenant = shop();
    String domain = newDomain();
    add(tenant, domain);
    askAndRun(tenant, domain);
    clock.advance(Duration.ofSeconds(4));

    Answer asked = verify(tenant, domain);

    assertThat(verification(asked, "nextCheckAt"))
        .isEqualTo(clock.instant().plusSeconds(6).toString());
  }

  @Test
  void losesNoQuestionThatComesWhileACheckIsUnderWay() {
    UUID tenant = shop();
    String domain = newDomain();
    add(tenant, domain);
    clock.advance(FIRST);
    DueCheck underWay = claim(tenant, domain);
    publish(tenant, domain);
    verify(tenant, domain);
    zone().remove("_tenantry." + domain);
    check.run(underWay);

    assertThat(next(tenant, domain)).isEqualTo(clock.instant().toString());
    publish(tenant, domain);
    runDue();
    assertThat(show(tenant, domain).text("status")).isEqualTo("VERIFIED");
  }

  @Test
  void writesNothingDownForADomainThatWasRemovedAndAddedAgain() {
    UUID tenant = shop();
    String domain = newDomain();
    add(tenant, domain);
    clock.advance(FIRST);
    DueCheck underWay = claim(tenant, domain);
    publish(tenant, domain);
    remove(tenant, domain);
    Answer again = add(tenant, domain);

    check.run(underWay);

    assertThat(show(tenant, domain).json()).isEqualTo(again.json());
    remove(tenant, domain);
    check.run(underWay);
    assertThat(show(tenant, domain).status()).isEqualTo(404);
    assertThat(domainEvents(tenant))
        .extracting(Event::type)
        .doesNotContain("tenant.domain-verified");
  }

  @Test
  void givesADomainToOneOfTwoTenantsThatProveItAtTheSameTime() throws Exception {
    UUID first = shop();
    UUID second = shop();
    String domain = newDomain();
    for (UUID tenant : List.of(first, second)) {
      add(tenant, domain);
      publish(tenant, domain);
    }
    clock.advance(FIRST);
    List<DueCheck> both = claimAll(domain);
    DueCheck one = of(both, first);
    DueCheck other = of(both, second);

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> late =
          new TransactionTemplate(transactions)
              .execute(
                  status -> {
                    assertThat(outcomes.verified(one, ProofMethod.DNS)).isTrue();
                    Future<?> waiting = threads.submit(() -> check.run(other));
                    await().until(this::somebodyWaitsForALock);
                    return waiting;
                  });
      late.get();
    }

    assertThat(show(first, domain).text("status")).isEqualTo("VERIFIED");
    Answer loser = show(second, domain);
    assertThat(loser.text("status")).isEqualTo("PENDING");
    assertThat(verification(loser, "lastError")).contains("another tenant has verified");
    assertThat(next(second, domain)).as("it may come free").isNotEmpty();
    assertThat(domainEvents(second)).extracting(Event::type).containsExactly("tenant.domain-added");
    assertThat(sequence(second)).isEqualTo(3);
  }

  @Test
  void givesEachCheckToOneOfManyInstances() throws Exception {
    List<String> mine = new ArrayList<>();
    for (int shops = 0; shops < 10; shops++) {
      UUID tenant = shop();
      for (int count = 0; count < 4; count++) {
        mine.add(add(tenant, newDomain()).text("domain"));
      }
    }
    clock.advance(FIRST);

    List<String> taken = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<List<String>> instance =
          () -> {
            List<String> names = new ArrayList<>();
            List<DueCheck> some;
            while (!(some = due.claim(3)).isEmpty()) {
              some.forEach(one -> names.add(one.name()));
            }
            return names;
          };
      for (var result : threads.invokeAll(List.of(instance, instance, instance, instance))) {
        taken.addAll(result.get());
      }
    }

    assertThat(taken).doesNotHaveDuplicates().containsAll(mine);
    clock.advance(DueChecks.LEASE.minusSeconds(1));
    assertThat(due.claim(ALL)).extracting(DueCheck::name).doesNotContainAnyElementsOf(mine);
    clock.advance(Duration.ofSeconds(1));
    assertThat(due.claim(ALL))
        .as("whoever took them has died")
        .extracting(DueCheck::name)
        .containsAll(mine);
  }

  @Test
  void keepsAVerifiedDomainWhoseProofIsThere() {
    UUID tenant = shop();
    String domain = verified(tenant);

    for (int days = 0; days < 30; days++) {
      clock.advance(oneDay());
      runDue();
    }

    assertThat(show(tenant, domain).text("status")).isEqualTo("VERIFIED");
    assertThat(domainEvents(tenant)).hasSize(2);
  }

  @Test
  void forgivesAVerifiedDomainThatIsWithoutProofForAWhile() {
    UUID tenant = shop();
    String domain = verified(tenant);
    zone().remove("_tenantry." + domain);
    clock.advance(oneDay());
    runDue();
    String since = verification(show(tenant, domain), "failingSince");
    assertThat(since).isEqualTo(clock.instant().toString());
    for (int quarters = 0; quarters < 6 * 4; quarters++) {
      clock.advance(LONGEST);
      runDue();
    }
    assertThat(show(tenant, domain).text("status")).isEqualTo("VERIFIED");
    assertThat(verification(show(tenant, domain), "failingSince")).isEqualTo(since);
    assertThat(verification(show(tenant, domain), "lastError")).contains("NXDOMAIN");

    publish(tenant, domain);
    clock.advance(LONGEST);
    runDue();

    Answer found = show(tenant, domain);
    assertThat(found.json().path("verification").path("failingSince").isNull()).isTrue();
    assertThat(found.json().path("verification").path("lastError").isNull()).isTrue();
    assertThat(domainEvents(tenant)).hasSize(2);
  }

  @Test
  void takesAwayADomainThatIsWithoutProofForTooLong() {
    UUID tenant = shop();
    String platforms = api().tenant(tenant).text("primaryDomain");
    String domain = verified(tenant);
    makePrimary(tenant, domain);
    zone().remove("_tenantry." + domain);
    clock.advance(oneDay());
    for (int quarters = 0; quarters < 7 * 4 + 1; quarters++) {
      runDue();
      clock.advance(LONGEST);
    }

    Answer lost = show(tenant, domain);
    assertThat(lost.text("status")).isEqualTo("PENDING");
    assertThat(lost.json().path("primary").asBoolean()).isFalse();
    assertThat(lost.json().path("verifiedAt").isNull()).isTrue();
    assertThat(lost.json().path("verification").path("failingSince").isNull()).isTrue();
    assertThat(api().tenant(tenant).text("primaryDomain")).isEqualTo(platforms);
    List<Event> events = domainEvents(tenant);
    assertThat(events)
        .extracting(Event::type)
        .containsExactly(
            "tenant.domain-added",
            "tenant.domain-verified",
            "tenant.primary-domain-changed",
            "tenant.primary-domain-changed",
            "tenant.domain-removed",
            "tenant.domain-added");
    assertThat(events).extracting(Event::sequence).containsExactly(3L, 4L, 5L, 6L, 7L, 8L);
    assertThat(events.get(3).text("primaryDomain")).isEqualTo(platforms);
    assertThat(events.get(5).text("status")).isEqualTo("PENDING");
    assertThat(audit(tenant)).endsWith("domain-checks tenant.lose-domain");

    publish(tenant, domain);
    askAndRun(tenant, domain);
    assertThat(show(tenant, domain).text("status")).isEqualTo("VERIFIED");
  }

  @Test
  void takesNoDomainAwayForTwoFailuresWithALongPauseOfOursBetween() {
    UUID tenant = shop();
    String domain = verified(tenant);
    zone().remove("_tenantry." + domain);
    clock.advance(oneDay());
    runDue();
    clock.advance(Duration.ofDays(60));
    runDue();

    assertThat(show(tenant, domain).text("status")).isEqualTo("VERIFIED");
  }

  @Test
  void keepsADomainThatHasComeToLeadHereAsItWasMeantTo() {
    UUID tenant = shop();
    String platforms = api().tenant(tenant).text("primaryDomain");
    String domain = verified(tenant);
    zone()
        .remove("_tenantry." + domain)
        .address(platforms, "93.184.216.34")
        .address(platforms, "127.0.0.1")
        .cname(domain, platforms);
    WEB.answers("HTTP/1.1 404 Not Found\r\n\r\n");
    clock.advance(oneDay());

    runDue();

    Answer kept = show(tenant, domain);
    assertThat(kept.text("status")).isEqualTo("VERIFIED");
    assertThat(kept.json().path("verification").path("failingSince").isNull()).isTrue();
    zone().remove(domain).address(domain, "127.0.0.2");
    clock.advance(oneDay());
    runDue();
    assertThat(verification(show(tenant, domain), "failingSince")).isNotEmpty();
  }

  @Test
  void takesNoDomainForProvedThatOnlyLeadsHere() {
    UUID tenant = shop();
    String domain = newDomain();
    add(tenant, domain);
    zone()
        .address(api().tenant(tenant).text("primaryDomain"), "127.0.0.1")
        .address(domain, "127.0.0.1");
    WEB.answers("HTTP/1.1 404 Not Found\r\n\r\n");

    askAndRun(tenant, domain);

    assertThat(show(tenant, domain).text("status")).isEqualTo("PENDING");
  }

  @Test
  void leavesTheDomainsOfDeletedTenantsAlone() {
    UUID tenant = shop();
    String domain = newDomain();
    add(tenant, domain);
    publish(tenant, domain);
    database
        .admin()
        .sql("UPDATE control.domain SET status = 'RELEASED' WHERE tenant_id = :id")
        .param("id", tenant)
        .update();
    clock.advance(FIRST);

    runDue();

    assertThat(show(tenant, domain).text("status")).isEqualTo("RELEASED");
    assertThat(domainEvents(tenant)).hasSize(1);
  }

  private String verified(UUID tenant) {
    String domain = newDomain();
    add(tenant, domain);
    publish(tenant, domain);
    askAndRun(tenant, domain);
    assertThat(show(tenant, domain).text("status")).isEqualTo("VERIFIED");
    return domain;
  }

  private void askAndRun(UUID tenant, String domain) {
    clock.advance(Duration.ofSeconds(10));
    assertThat(verify(tenant, domain).status()).isEqualTo(202);
    runDue();
  }

  private void runDue() {
    due.claim(ALL).forEach(check::run);
  }

  private DueCheck claim(UUID tenant, String domain) {
    return of(claimAll(domain), tenant);
  }

  private List<DueCheck> claimAll(String domain) {
    return due.claim(ALL).stream().filter(one -> one.name().equals(domain)).toList();
  }

  private static DueCheck of(List<DueCheck> checks, UUID tenant) {
    return checks.stream()
        .filter(one -> one.tenant().value().equals(tenant))
        .findFirst()
        .orElseThrow();
  }

  private boolean somebodyWaitsForALock() {
    return database
        .admin()
        .sql(
            """
            SELECT EXISTS (SELECT FROM pg_stat_activity
                           WHERE datname = current_database() AND wait_event_type = 'Lock')
            """)
        .query(Boolean.class)
        .single();
  }

  private String next(UUID tenant, String domain) {
    return verification(show(tenant, domain), "nextCheckAt");
  }

  /** Empty for null. */
  private static String verification(Answer domain, String member) {
    JsonNode value = domain.json().path("verification").path(member);
    return value.isNull() ? "" : value.asString();
  }

  private static Duration oneDay() {
    return Duration.ofDays(1);
  }
}
