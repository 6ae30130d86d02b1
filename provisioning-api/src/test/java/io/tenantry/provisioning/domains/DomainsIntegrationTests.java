package io.tenantry.provisioning.domains;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.provisioning.Api;
import io.tenantry.provisioning.Api.Answer;
import io.tenantry.registry.TenantStatus;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class DomainsIntegrationTests extends AbstractDomainTests {

  @Test
  void addsADomainAndSaysHowToProveIt() {
    UUID tenant = shop();
    String domain = newDomain();

    Answer answer = add(tenant, domain);

    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    assertThat(answer.header("Location")).isEqualTo(path(tenant, "/", domain));
    assertThat(answer.json().propertyNames())
        .containsExactly(
            "domain",
            "kind",
            "status",
            "primary",
            "createdAt",
            "verifiedAt",
            "redirectUntil",
            "verification");
    assertThat(answer.text("domain")).isEqualTo(domain);
    assertThat(answer.text("kind")).isEqualTo("CUSTOM");
    assertThat(answer.text("status")).isEqualTo("PENDING");
    assertThat(answer.json().path("primary").asBoolean()).isFalse();
    JsonNode verification = answer.json().path("verification");
    assertThat(verification.propertyNames())
        .containsExactly(
            "dns", "http", "verifiedBy", "lastCheckAt", "nextCheckAt", "lastError", "failingSince");
    String token = verification.path("http").path("body").asString();
    assertThat(token).matches("[A-Za-z0-9_-]{27}");
    assertThat(verification.path("dns").path("name").asString()).isEqualTo("_tenantry." + domain);
    assertThat(verification.path("dns").path("type").asString()).isEqualTo("TXT");
    assertThat(verification.path("dns").path("value").asString())
        .isEqualTo("tenantry-verification=" + token);
    assertThat(verification.path("http").path("url").asString())
        .isEqualTo("http://" + domain + "/.well-known/tenantry-challenge/" + token);
    assertThat(show(tenant, domain).json()).isEqualTo(answer.json());
    assertThat(domainEvents(tenant)).hasSize(1);
    Event event = domainEvents(tenant).getFirst();
    assertThat(event.type()).isEqualTo("tenant.domain-added");
    assertThat(event.sequence()).isEqualTo(sequence(tenant)).isEqualTo(3);
    assertThat(event.text("domain")).isEqualTo(domain);
    assertThat(event.text("status")).isEqualTo("PENDING");
    assertThat(audit(tenant)).containsExactly("bootstrap tenant.add-domain");
  }

  @Test
  void givesEachTenantAndDomainAValueOfItsOwn() {
    UUID tenant = shop();
    String domain = newDomain();

    List<String> tokens =
        List.of(
            token(add(tenant, domain)),
            token(add(tenant, newDomain())),
            token(add(shop(), domain)));

    assertThat(tokens).doesNotHaveDuplicates();
    assertThat(remove(tenant, domain).status()).isEqualTo(204);
    assertThat(tokens).doesNotContain(token(add(tenant, domain)));
  }

  @Test
  void listsThePrimaryDomainFirst() {
    UUID tenant = shop();
    String domain = newDomain();
    String defaultDomain = api().tenant(tenant).text("primaryDomain");
    add(tenant, domain);

    assertThat(names(tenant)).containsExactly(defaultDomain, domain);
    JsonNode platforms = api().get(path(tenant)).json().path("items").get(0);
    assertThat(platforms.path("kind").asString()).isEqualTo("DEFAULT");
    assertThat(platforms.path("status").asString()).isEqualTo("VERIFIED");
    assertThat(platforms.path("verification").isNull()).isTrue();

    trust(tenant, domain);
    assertThat(makePrimary(tenant, domain).status()).isEqualTo(200);
    assertThat(names(tenant)).containsExactly(domain, defaultDomain);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"WWW.%S.EXAMPLE", "www.%s.example.", " %s.example ", "www.www.%s.example"})
  void knowsADomainHoweverItIsTyped(String typed) {
    UUID tenant = shop();
    String label = unique("d");

    Answer answer = add(tenant, typed.formatted(label));

    assertThat(answer.text("domain")).as(answer.body()).isEqualTo(label + ".example");
    assertThat(show(tenant, "www." + label + ".EXAMPLE.").status()).isEqualTo(200);
    assertThat(add(tenant, label + ".example").problem()).isEqualTo("domain-already-added");
  }

  @Test
  void knowsInternationalDomains() {
    String label = unique("x");

    Answer answer = add(shop(), "BÜCHER." + label + ".example");

    assertThat(answer.text("domain")).isEqualTo("xn--bcher-kva." + label + ".example");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*.example.com",
        "shop.example.com:8080",
        "http://shop.example.com",
        "shop.example.com/path",
        "127.0.0.1",
        "[::1]",
        "::1",
        "0x7f000001",
        "-shop.example.com",
        "shop..example.com",
        "shop example.com",
        "_tenantry.example.com",
        "localhost",
        "com",
        "other.localhost",
        "deep.other.localhost"
      })
  void refusesWhatIsNoDomainOfACustomers(String domain) {
    UUID tenant = shop();

    Answer answer = add(tenant, domain);

    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.problem()).isEqualTo("invalid-request");
    assertThat(answer.text("field")).isEqualTo("domain");
    assertThat(names(tenant)).hasSize(1);
    assertThat(sequence(tenant)).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"domain\": null}", "{\"domain\": 5}", "{\"domain\": []}"})
  void refusesARequestWithoutADomain(String body) {
    Answer answer = api().send("POST", path(shop()), body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("field")).isEqualTo("domain");
  }

  @Test
  void refusesADomainThatIsVerifiedForAnotherTenantButNoneThatIsOnlyClaimed() {
    UUID first = shop();
    UUID second = shop();
    String domain = newDomain();
    add(first, domain);

    assertThat(add(second, domain).status()).isEqualTo(201);

    trust(second, domain);
    Answer late = add(shop(), domain);
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.problem()).isEqualTo("domain-taken");
    assertThat(late.text("field")).isEqualTo("domain");
    assertThat(show(first, domain).text("status")).isEqualTo("PENDING");
  }

  @Test
  void boundsTheNumberOfDomainsAlsoForManyAtOnce() throws Exception {
    UUID tenant = shop();

    List<Integer> statuses = together(8, () -> add(tenant, newDomain()).status());

    assertThat(statuses.stream().filter(status -> status == 201)).hasSize(4);
    assertThat(statuses.stream().filter(status -> status == 409)).hasSize(4);
    assertThat(add(tenant, newDomain()).problem()).isEqualTo("too-many-domains");
    assertThat(names(tenant)).hasSize(5);
    remove(tenant, names(tenant).getLast());
    assertThat(add(tenant, newDomain()).status()).isEqualTo(201);
  }

  @Test
  void removesADomain() {
    UUID tenant = shop();
    String domain = newDomain();
    add(tenant, domain);

    assertThat(remove(tenant, domain).status()).isEqualTo(204);

    assertThat(show(tenant, domain).problem()).isEqualTo("domain-not-found");
    assertThat(remove(tenant, domain).status()).isEqualTo(404);
    assertThat(domainEvents(tenant))
        .extracting(Event::type)
        .containsExactly("tenant.domain-added", "tenant.domain-removed");
    assertThat(domainEvents(tenant).getLast().sequence()).isEqualTo(sequence(tenant)).isEqualTo(4);
    assertThat(domainEvents(tenant).getLast().text("domain")).isEqualTo(domain);
    assertThat(audit(tenant)).endsWith("bootstrap tenant.remove-domain");
  }

  @Test
  void keepsThePrimaryAndTheDefaultDomain() {
    UUID tenant = shop();
    String domain = newDomain();
    String defaultDomain = api().tenant(tenant).text("primaryDomain");
    add(tenant, domain);
    trust(tenant, domain);

    assertThat(remove(tenant, defaultDomain).problem()).isEqualTo("domain-is-primary");

    makePrimary(tenant, domain);
    Answer primary = remove(tenant, domain);
    assertThat(primary.status()).isEqualTo(409);
    assertThat(primary.problem()).isEqualTo("domain-is-primary");
    Answer platforms = remove(tenant, defaultDomain);
    assertThat(platforms.status()).isEqualTo(409);
    assertThat(platforms.problem()).isEqualTo("domain-is-default");
    assertThat(platforms.text("field")).isEqualTo("domain");
    assertThat(names(tenant)).containsExactly(domain, defaultDomain);
  }

  @Test
  void makesAVerifiedDomainThePrimaryOne() {
    UUID tenant = shop();
    String domain = newDomain();
    add(tenant, domain);
    Answer early = makePrimary(tenant, domain);
    assertThat(early.status()).isEqualTo(409);
    assertThat(early.problem()).isEqualTo("domain-not-verified");
    trust(tenant, domain);

    Answer answer = makePrimary(tenant, domain);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("primary").asBoolean()).isTrue();
    assertThat(api().tenant(tenant).text("primaryDomain")).isEqualTo(domain);
    assertThat(api().tenant(tenant).text("url")).isEqualTo("http://" + domain + ":8081");
    assertThat(domainEvents(tenant).getLast().type()).isEqualTo("tenant.primary-domain-changed");
    assertThat(domainEvents(tenant).getLast().text("primaryDomain")).isEqualTo(domain);
    long before = sequence(tenant);
    assertThat(makePrimary(tenant, domain).status()).as("again").isEqualTo(200);
    assertThat(sequence(tenant)).isEqualTo(before);
    assertThat(audit(tenant))
        .containsExactly("bootstrap tenant.add-domain", "bootstrap tenant.set-primary-domain");
  }

  @Test
  void hasExactlyOnePrimaryDomainWhoeverChoosesAtTheSameTime() throws Exception {
    UUID tenant = shop();
    List<String> mine = List.of(newDomain(), newDomain(), newDomain());
    mine.forEach(domain -> add(tenant, domain));
    mine.forEach(domain -> trust(tenant, domain));

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Answer>> calls =
          Collections.nCopies(4, mine).stream()
              .flatMap(List::stream)
              .<Callable<Answer>>map(domain -> () -> makePrimary(tenant, domain))
              .toList();
      for (var call : threads.invokeAll(calls)) {
        assertThat(call.get().status()).isEqualTo(200);
      }
    }

    assertThat(
            database
                .admin()
                .sql("SELECT name FROM control.domain WHERE tenant_id = :id AND is_primary")
                .param("id", tenant)
                .query(String.class)
                .list())
        .containsExactly(domainEvents(tenant).getLast().text("primaryDomain"));
  }

  @Test
  void leavesARedirectAlone() {
    UUID tenant = shop();
    String old = unique("old") + ".localhost";
    database
        .admin()
        .sql(
            """
            INSERT INTO control.domain (tenant_id, name, status, created_at, verified_at, redirect_until)
            VALUES (:tenant, :name, 'VERIFIED', now(), now(), now() + interval '1 day')
            """)
        .param("tenant", tenant)
        .param("name", old)
        .update();

    assertThat(show(tenant, old).text("kind")).isEqualTo("REDIRECT");
    assertThat(show(tenant, old).json().path("redirectUntil").isNull()).isFalse();
    assertThat(makePrimary(tenant, old).problem()).isEqualTo("domain-is-redirect");
    assertThat(verify(tenant, old).problem()).isEqualTo("domain-is-redirect");
    assertThat(remove(tenant, old).status()).isEqualTo(204);
  }

  @Test
  void needsNoProofOfTheDefaultDomain() {
    UUID tenant = shop();

    Answer answer = verify(tenant, api().tenant(tenant).text("primaryDomain"));

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.problem()).isEqualTo("domain-is-default");
  }

  @ParameterizedTest
  @EnumSource(
      value = TenantStatus.class,
      names = {"DELETING", "DELETED"})
  void changesNothingOfATenantThatGoes(TenantStatus status) {
    UUID tenant = tenant(status);
    String domain = api().tenant(tenant).text("primaryDomain");

    for (Answer answer :
        List.of(
            add(tenant, newDomain()),
            remove(tenant, domain),
            makePrimary(tenant, domain),
            verify(tenant, domain))) {
      assertThat(answer.status()).isEqualTo(409);
      assertThat(answer.problem()).isEqualTo("wrong-status");
    }
    assertThat(names(tenant)).containsExactly(domain);
  }

  @ParameterizedTest
  @EnumSource(
      value = TenantStatus.class,
      names = {"PENDING", "TRIAL", "FAILED", "SUSPENDED"})
  void takesDomainsForEveryOtherTenant(TenantStatus status) {
    assertThat(add(tenant(status), newDomain()).status()).isEqualTo(201);
  }

  @Test
  void changesNothingOfATenantThatHasChanged() {
    UUID tenant = shop();
    String domain = newDomain();
    String version = api().tenant(tenant).header("ETag");
    assertThat(add(tenant, domain, "If-Match", version).status()).isEqualTo(201);

    Answer stale = add(tenant, newDomain(), "If-Match", version);

    assertThat(stale.status()).isEqualTo(412);
    assertThat(stale.problem()).isEqualTo("precondition-failed");
    for (String order : List.of("/primary", "/verify")) {
      String path = path(tenant, "/", domain, order);
      assertThat(api().send("POST", path, null, "If-Match", version).status()).isEqualTo(412);
    }
    String path = path(tenant, "/", domain);
    assertThat(api().send("DELETE", path, null, "If-Match", version).status()).isEqualTo(412);
    assertThat(names(tenant)).hasSize(2);
  }

  @Test
  void tellsWhatIsNotThere() {
    UUID nobody = UUID.randomUUID();
    UUID tenant = shop();
    for (Answer answer :
        List.of(
            api().get(path(nobody)),
            show(nobody, "a.example"),
            add(nobody, "a.example"),
            remove(nobody, "a.example"),
            makePrimary(nobody, "a.example"),
            verify(nobody, "a.example"))) {
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.problem()).isEqualTo("tenant-not-found");
    }
    for (String domain : List.of("a.example", "a%00b", "*.example", "1.2.3.4")) {
      for (Answer answer :
          List.of(
              show(tenant, domain),
              remove(tenant, domain),
              makePrimary(tenant, domain),
              verify(tenant, domain))) {
        assertThat(answer.status()).as(domain).isIn(400, 404);
      }
    }
    assertThat(show(tenant, "a.example").problem()).isEqualTo("domain-not-found");
  }

  @Test
  void asksForTheScopes() {
    UUID tenant = shop();
    Api reader = client("tenants:read");
    Api writer = client("tenants:write");

    assertThat(reader.get(path(tenant)).status()).isEqualTo(200);
    assertThat(reader.send("POST", path(tenant), "{\"domain\": \"a.example\"}").status())
        .isEqualTo(403);
    assertThat(writer.get(path(tenant)).status()).isEqualTo(403);
    String body = "{\"domain\": \"" + newDomain() + "\"}";
    assertThat(writer.send("POST", path(tenant), body).status()).isEqualTo(201);
    assertThat(api().withKey(null).get(path(tenant)).status()).isEqualTo(401);
  }

  @Test
  void keepsTheDomainOfASignUpForProof() {
    String domain = newDomain();
    UUID tenant =
        api().signUp("{\"name\": \"%s\", \"domain\": \"%s\"}".formatted(unique("t"), domain)).id();

    Answer answer = show(tenant, domain);

    assertThat(answer.text("status")).isEqualTo("PENDING");
    assertThat(token(answer)).matches("[A-Za-z0-9_-]{27}");
    assertThat(answer.json().path("verification").path("nextCheckAt").isNull()).isFalse();
  }

  private List<String> names(UUID tenant) {
    return api()
        .get(path(tenant))
        .json()
        .path("items")
        .valueStream()
        .map(domain -> domain.path("domain").asString())
        .toList();
  }

  private static String token(Answer domain) {
    return domain.json().path("verification").path("http").path("body").asString();
  }

  private static List<Integer> together(int times, Callable<Integer> call) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      return threads.invokeAll(Collections.nCopies(times, call)).stream()
          .map(future -> future.resultNow())
          .toList();
    }
  }
}
