package io.tenantry.techstore.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.techstore.Answer;
import io.tenantry.techstore.Owner;
import io.tenantry.techstore.Shop;
import io.tenantry.techstore.ShopTest;
import io.tenantry.techstore.Shops;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Logging in, going on, logging out, and guessing. */
@ShopTest
class LogInIntegrationTests {

  private static final int ALLOWED = 5;

  @Autowired private Shops shops;
  private Shop shop;

  @BeforeEach
  void openAShop() {
    shop = shops.open("entrada");
  }

  @Test
  void givesTokensThatWork() {
    JsonNode tokens = logIn(Owner.EMAIL, Owner.PASSWORD).expect(200).body();

    assertThat(tokens.path("tokenType").asString()).isEqualTo("Bearer");
    assertThat(tokens.path("expiresIn").asLong()).isEqualTo(900);
    JsonNode me = seenBy(tokens).get("/api/users/me").expect(200).body();
    assertThat(me.path("email").asString()).isEqualTo(Owner.EMAIL);
    assertThat(me.path("role").asString()).isEqualTo("owner");
    assertThat(me.path("lastLoginAt").asString()).isNotEmpty();
    assertThat(me.toString()).doesNotContain("hash", "bcrypt");
  }

  @Test
  void takesTheAddressWhateverItsCase() {
    logIn(" OWNER@Shop.Example ", Owner.PASSWORD).expect(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nobody@shop.example",
        "' or '1'='1",
        "owner@shop.example' --",
        "owner@shop.example\\\"}",
        "%",
        "$(id)"
      })
  void tellsNobodyWhatWasWrong(String email) {
    Answer unknown = logIn(email, Owner.PASSWORD).expectProblem(401, "login-refused");
    Answer wrong = logIn(Owner.EMAIL, "not this one, sorry").expectProblem(401, "login-refused");

    assertThat(unknown.text()).isEqualTo(wrong.text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"email\":{\"$ne\":null},\"password\":\"correct horse battery\"}",
        "{\"email\":\"owner@shop.example\",\"password\":true}",
        "{\"email\":[\"owner@shop.example\"],\"password\":\"correct horse battery\"}",
        "{\"email\":\"owner@shop.example\"}",
        "{\"email\":\"owner@shop.example\\u0000\",\"password\":\"x\"}",
        "[]"
      })
  void takesNoJsonOfAnotherForm(String body) {
    assertThat(shop.withoutToken().post("/api/login", body).status()).isEqualTo(400);
  }

  @Test
  void refusesAnOverlongPasswordLikeAnyOther() {
    logIn(Owner.EMAIL, Owner.PASSWORD + "x".repeat(100)).expectProblem(401, "login-refused");
  }

  @Test
  void locksAfterTooManyFailuresAndSaysNothingOfIt() {
    for (int i = 0; i < ALLOWED; i++) {
      logIn(Owner.EMAIL, "guess number " + i).expectProblem(401, "login-refused");
    }

    logIn(Owner.EMAIL, Owner.PASSWORD).expectProblem(401, "login-refused");
    shop.get("/api/users/me").expect(200);

    shops.sql(shop, "update {schema}.app_user set locked_until = now()").update();
    logIn(Owner.EMAIL, Owner.PASSWORD).expect(200);
  }

  @Test
  void forgetsFailuresOnceItWasRight() {
    for (int i = 0; i < 2; i++) {
      for (int j = 1; j < ALLOWED; j++) {
        logIn(Owner.EMAIL, "guess").expect(401);
      }
      logIn(Owner.EMAIL, Owner.PASSWORD).expect(200);
    }
  }

  @Test
  void continuesWithARefreshTokenOnce() {
    JsonNode first = logIn(Owner.EMAIL, Owner.PASSWORD).expect(200).body();

    JsonNode second = refresh(first).expect(200).body();

    assertThat(second.path("refreshToken")).isNotEqualTo(first.path("refreshToken"));
    seenBy(second).get("/api/users/me").expect(200);
    refresh(second).expect(200);
  }

  @Test
  void endsASessionWhoseRefreshTokenIsUsedTwice() {
    JsonNode first = logIn(Owner.EMAIL, Owner.PASSWORD).expect(200).body();
    JsonNode other = logIn(Owner.EMAIL, Owner.PASSWORD).expect(200).body();
    JsonNode second = refresh(first).expect(200).body();

    refresh(first).expectProblem(401, "session-ended");

    refresh(second).expectProblem(401, "session-ended");
    refresh(other).expect(200);
  }

  @Test
  void letsOnlyOneOfManyAtOnceContinue() throws Exception {
    JsonNode first = logIn(Owner.EMAIL, Owner.PASSWORD).expect(200).body();
    List<Integer> statuses = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> answers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        answers.add(threads.submit(() -> refresh(first).status()));
      }
      for (Future<Integer> answer : answers) {
        statuses.add(answer.get());
      }
    }

    assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 401);
  }

  @Test
  void continuesNoExpiredSessionAndNoneOfAnotherShop() {
    JsonNode tokens = logIn(Owner.EMAIL, Owner.PASSWORD).expect(200).body();
    refresh(shops.open("otra").withoutToken(), tokens).expectProblem(401, "session-ended");

    shops.sql(shop, "update {schema}.refresh_token set expires_at = now()").update();

    refresh(tokens).expectProblem(401, "session-ended");
  }

  @Test
  void takesTheRoleAsItIsNow() {
    JsonNode tokens = logIn(Owner.EMAIL, Owner.PASSWORD).expect(200).body();
    shops.sql(shop, "update {schema}.app_user set role = 'sales'").update();

    JsonNode later = refresh(tokens).expect(200).body();

    seenBy(later).get("/api/users").expectProblem(403, "permission-missing");
  }

  @Test
  void logsOutOfOneSessionOnly() {
    JsonNode tokens = logIn(Owner.EMAIL, Owner.PASSWORD).expect(200).body();
    JsonNode other = logIn(Owner.EMAIL, Owner.PASSWORD).expect(200).body();

    seenBy(tokens).post("/api/logout", null).expect(204);

    refresh(tokens).expectProblem(401, "session-ended");
    refresh(other).expect(200);
  }

  @Test
  void keepsOnlySoManySessions() {
    JsonNode oldest = logIn(Owner.EMAIL, Owner.PASSWORD).expect(200).body();
    shops
        .sql(
            shop,
            """
            insert into {schema}.refresh_token (family, user_id, token_hash, expires_at)
            select gen_random_uuid(), 1, decode(md5(n::text), 'hex'), now() + interval '1 day'
              from generate_series(1, 30) as n
            """)
        .update();

    logIn(Owner.EMAIL, Owner.PASSWORD).expect(200);

    assertThat(
            shops
                .sql(shop, "select count(distinct family) from {schema}.refresh_token")
                .query(Long.class)
                .single())
        .isEqualTo(20);
    refresh(oldest).expectProblem(401, "session-ended");
  }

  @Test
  void signsWithANewKeyWhenTheOldOneRetiresAndBelievesBoth() {
    JsonNode before = logIn(Owner.EMAIL, Owner.PASSWORD).expect(200).body();
    Shop rotated = shops.open("rotada");
    shops.sql(rotated, "update {schema}.signing_key set retires_at = now()").update();

    JsonNode after = logIn(rotated, Owner.EMAIL, Owner.PASSWORD).expect(200).body();

    assertThat(keyOf(before)).isEqualTo(shop.id().toString());
    assertThat(keyOf(after)).isNotEqualTo(rotated.id().toString());
    rotated.as(after.path("accessToken").asString()).get("/api/products").expect(200);
    rotated.get("/api/products").expect(200);
    Shop expired = shops.open("vencida");
    shops
        .sql(
            expired,
            "update {schema}.signing_key set retires_at = now() - interval '1 h', expires_at ="
                + " now()")
        .update();
    expired.get("/api/products").expectProblem(401, "token-invalid");
  }

  private static String keyOf(JsonNode tokens) {
    String header = tokens.path("accessToken").asString().split("\\.")[0];
    byte[] json = java.util.Base64.getUrlDecoder().decode(header);
    return JsonMapper.shared().readTree(json).path("kid").asString();
  }

  private Answer logIn(String email, String password) {
    return logIn(shop, email, password);
  }

  private static Answer logIn(Shop at, String email, String password) {
    return at.withoutToken()
        .post("/api/login", "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password));
  }

  private Answer refresh(JsonNode tokens) {
    return refresh(shop.withoutToken(), tokens);
  }

  private static Answer refresh(Shop at, JsonNode tokens) {
    return at.post(
        "/api/token/refresh",
        "{\"refreshToken\":\"%s\"}".formatted(tokens.path("refreshToken").asString()));
  }

  private Shop seenBy(JsonNode tokens) {
    return shop.as(tokens.path("accessToken").asString());
  }
}
