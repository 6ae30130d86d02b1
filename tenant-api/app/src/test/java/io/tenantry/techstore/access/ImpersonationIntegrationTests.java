package io.tenantry.techstore.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jwt.SignedJWT;
import io.tenantry.techstore.Answer;
import io.tenantry.techstore.Shop;
import io.tenantry.techstore.ShopTest;
import io.tenantry.techstore.Shops;
import io.tenantry.techstore.users.OneTimeSecret;
import io.tenantry.tenancy.CurrentTenant;
import io.tenantry.tenancy.routing.TenantDirectory;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Links by which the platform's people come into a shop. */
@ShopTest
class ImpersonationIntegrationTests {

  private static final String ANA = "operator:ana";

  @Autowired private Shops shops;
  @Autowired private JdbcClient application;
  @Autowired private TenantDirectory tenants;
  private Shop shop;

  @BeforeEach
  void openAShop() {
    shop = shops.open("visitada");
  }

  @Test
  void letsAnOperatorInAsAnOwnerForAQuarterOfAnHour() throws ParseException {
    shop.product("P-1", "Screen", "10.00");
    Answer begun = use(shop, link(shop, ANA)).expect(200);

    JsonNode told = begun.body();
    assertThat(told.path("actor").asString()).isEqualTo(ANA);
    assertThat(told.path("role").asString()).isEqualTo("owner");
    assertThat(told.path("expiresIn").asLong()).isEqualTo(900);
    assertThat(Instant.parse(told.path("expiresAt").asString()))
        .isBetween(Instant.now().plusSeconds(800), Instant.now().plusSeconds(900));
    assertThat(told.has("refreshToken")).isFalse();
    var claims = SignedJWT.parse(told.path("accessToken").asString()).getJWTClaimsSet();
    assertThat(claims.getJSONObjectClaim("act")).isEqualTo(Map.of("sub", ANA));
    Duration life =
        Duration.between(claims.getIssueTime().toInstant(), claims.getExpirationTime().toInstant());
    assertThat(life).isLessThanOrEqualTo(Duration.ofMinutes(15));
    Shop visited = seenBy(told);
    assertThat(visited.get("/api/products").items("sku")).containsExactly("P-1");
    visited.get("/api/users").expect(200);
    visited.product("P-2", "Battery", "5.00");
    assertThat(audited())
        .containsExactly(ANA + " tenant.use-impersonation ticket 4711 done 127.0.0.1");
  }

  @Test
  void isNoUserAndSignsWithItsOwnName() {
    Shop visited = seenBy(use(shop, link(shop, ANA)).expect(200).body());

    visited.get("/api/users/me").expectProblem(403, "not-a-user");
    visited
        .put("/api/users/me/password", "{\"present\":\"a\",\"password\":\"another long one\"}")
        .expectProblem(403, "not-a-user");
    String customer =
        visited
            .post("/api/service/customers", "{\"name\":\"Eva\",\"phone\":\"600 111 222\"}")
            .expect(201)
            .body()
            .path("id")
            .asString();
    String device =
        visited
            .post(
                "/api/service/devices",
                "{\"customerId\":%s,\"description\":\"Phone\"}".formatted(customer))
            .expect(201)
            .body()
            .path("id")
            .asString();
    String order =
        visited
            .post(
                "/api/service/orders",
                "{\"deviceId\":%s,\"problem\":\"Dead\",\"currency\":\"EUR\"}".formatted(device))
            .expect(201)
            .header("Location");
    visited.post(order + "/notes", "{\"text\":\"Looked at it\"}").expect(201);
    assertThat(shop.get(order + "/notes").items("writtenBy")).containsExactly(ANA);
    visited.post("/api/logout", null).expect(204);
  }

  /** A user that a visitor makes would outlast the visit. */
  @Test
  void looksAtUsersAndChangesNone() {
    shop.post("/api/users", "{\"email\":\"leo@shop.example\",\"role\":\"sales\"}").expect(202);
    Shop visited = seenBy(use(shop, link(shop, ANA)).expect(200).body());
    String open = visited.get("/api/invitations").expect(200).body().toString();

    visited
        .post("/api/users", "{\"email\":\"mole@shop.example\",\"role\":\"owner\"}")
        .expectProblem(403, "impersonating");
    visited.patch("/api/users/1", "{\"role\":\"sales\"}").expectProblem(403, "impersonating");
    visited.delete("/api/users/1").expectProblem(403, "impersonating");
    visited.delete("/api/invitations/2").expectProblem(403, "impersonating");

    assertThat(visited.get("/api/invitations").body()).hasToString(open);
    assertThat(shop.get("/api/users").items("role")).containsExactly("owner");
  }

  @Test
  void tellsApiClientsFromOperatorsAndUsers() {
    JsonNode told = use(shop, link(shop, "1")).expect(200).body();

    assertThat(told.path("actor").asString()).isEqualTo("client:1");
    seenBy(told).get("/api/users/me").expectProblem(403, "not-a-user");
  }

  @Test
  void worksOnce() {
    String token = link(shop, ANA);
    use(shop, token).expect(200);

    use(shop, token).expectProblem(401, "impersonation-refused");

    assertThat(audited())
        .containsExactly(
            ANA + " tenant.use-impersonation ticket 4711 done 127.0.0.1",
            ANA + " tenant.use-impersonation The link was used before. refused 127.0.0.1");
  }

  @Test
  void letsOneOfManyAtOnceIn() throws Exception {
    String token = link(shop, ANA);
    List<Integer> statuses = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> answers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        answers.add(threads.submit(() -> use(shop, token).status()));
      }
      for (Future<Integer> answer : answers) {
        statuses.add(answer.get());
      }
    }

    assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 401);
  }

  @Test
  void opensNoOtherShopAndStaysGoodForItsOwn() {
    String token = link(shop, ANA);
    Shop other = shops.open("ajena");

    use(other, token).expectProblem(401, "impersonation-refused");

    JsonNode told = use(shop, token).expect(200).body();
    other
        .as(told.path("accessToken").asString())
        .get("/api/products")
        .expectProblem(401, "token-invalid");
  }

  @Test
  void expires() {
    String token = link(shop, ANA);
    shops
        .sql(
            shop,
            """
            update control.impersonation
               set made_at = now() - interval '6 min', expires_at = now() - interval '1 s'
             where tenant_id = :id
            """)
        .param("id", shop.id())
        .update();

    use(shop, token).expectProblem(401, "impersonation-refused");
  }

  @Test
  void isRefusedAtOnceWhenTheTenantIsSuspended() {
    String token = link(shop, ANA);
    // The application has looked before, and does not hear of it.
    shop.get("/").expect(200);
    shops
        .sql(shop, "update control.tenant set status = 'SUSPENDED' where id = :id")
        .param("id", shop.id())
        .update();

    use(shop, token).expectProblem(401, "impersonation-refused");

    assertThat(unused()).isOne();
  }

  @Test
  void waitsForTheEndOfAMaintenance() {
    String token = link(shop, ANA);
    maintenance("now()", "repeat('0', 64)");
    await().until(() -> shop.get("/").status() == 503);

    use(shop, token).expectProblem(503, "maintenance");

    assertThat(unused()).isOne();
    maintenance("null", "null");
    await().until(() -> shop.get("/").status() == 200);
    use(shop, token).expect(200);
  }

  @Test
  void stopsAskingForWhoeverGuesses() {
    for (int i = 0; i < 10; i++) {
      use(shop, OneTimeSecret.next()).expectProblem(401, "impersonation-refused");
    }

    Answer refused = use(shop, link(shop, ANA)).expectProblem(429, "rate-limited");

    assertThat(refused.header("Retry-After")).isNotEmpty();
    assertThat(unused()).isOne();
    assertThat(audited()).as("a token that is none leaves nothing").isEmpty();
  }

  @Test
  void answersInSpanish() {
    Answer refused =
        shop.withoutToken()
            .send(
                "POST",
                "/api/impersonation",
                "{\"token\":\"none\"}",
                Map.of("Accept-Language", "es"));

    assertThat(refused.body().path("detail").asString()).startsWith("Este enlace ya se usó");
  }

  @Test
  void hasAPageThatUsesTheLinkWhenItIsToldTo() {
    Answer page = shop.withoutToken().get("/impersonation.html").expect(200);

    assertThat(page.text()).contains("<button>", "impersonation.js").doesNotContain("<script>");
    assertThat(page.header("Content-Security-Policy")).contains("default-src 'self'");
    assertThat(shop.withoutToken().get("/impersonation.js").expect(200).text())
        .contains("\"submit\"", "/api/impersonation");
  }

  @Test
  void isNothingThatATenantsRoleCouldDo() {
    String token = link(shop, ANA);
    String use = "select count(*) from control.use_impersonation('%s', sha256('%s'), 'x')";

    assertThatThrownBy(
            () ->
                CurrentTenant.run(
                    tenants.find(shop.id()).orElseThrow(),
                    () ->
                        application
                            .sql(use.formatted(shop.id(), token))
                            .query(Long.class)
                            .single()))
        .rootCause()
        .hasMessageContaining("permission denied");

    assertThat(unused()).isOne();
  }

  private static Answer use(Shop at, String token) {
    return at.withoutToken().post("/api/impersonation", "{\"token\":\"%s\"}".formatted(token));
  }

  /** As the control plane makes it. */
  private String link(Shop to, String madeBy) {
    String token = OneTimeSecret.next();
    shops
        .sql(
            to,
            """
            insert into control.impersonation
              (id, tenant_id, made_by, reason, token_hash, made_at, expires_at)
            values (:id, :tenant, :by, 'ticket 4711', sha256(:token::bytea), now(),
                    now() + interval '5 min')
            """)
        .param("id", UUID.randomUUID())
        .param("tenant", to.id())
        .param("by", madeBy)
        .param("token", token)
        .update();
    return token;
  }

  private void maintenance(String since, String bypass) {
    long sequence =
        shops
            .sql(
                shop,
                """
                update control.tenant
                   set maintenance_since = %s, maintenance_bypass = %s, sequence = sequence + 1
                 where id = :id returning sequence
                """
                    .formatted(since, bypass))
            .param("id", shop.id())
            .query(Long.class)
            .single();
    shops.publish(
        "tenant.updated",
        UUID.randomUUID(),
        "{\"tenantId\":\"%s\",\"sequence\":%d}".formatted(shop.id(), sequence));
  }

  private long unused() {
    return shops
        .sql(
            shop,
            "select count(*) from control.impersonation where tenant_id = :id and used_at is null")
        .param("id", shop.id())
        .query(Long.class)
        .single();
  }

  private List<String> audited() {
    return shops
        .sql(
            shop,
            """
            select concat_ws(' ', actor, action, detail ->> 'text', outcome, remote_address)
              from control.audit where tenant_id = :id order by id
            """)
        .param("id", shop.id())
        .query(String.class)
        .list();
  }

  private Shop seenBy(JsonNode told) {
    return shop.as(told.path("accessToken").asString());
  }
}
