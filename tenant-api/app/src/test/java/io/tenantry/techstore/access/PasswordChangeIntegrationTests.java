package io.tenantry.techstore.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.techstore.Answer;
import io.tenantry.techstore.Owner;
import io.tenantry.techstore.Shop;
import io.tenantry.techstore.ShopTest;
import io.tenantry.techstore.Shops;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** How a user gets another password. */
@ShopTest
class PasswordChangeIntegrationTests {

  private static final String NEXT = "the next password of all";

  @Autowired private Shops shops;
  private Shop shop;

  @BeforeEach
  void openAShop() {
    shop = shops.open("cambio");
  }

  @Test
  void endsTheOtherSessionsAndLeavesThisOne() {
    JsonNode other = logIn(Owner.PASSWORD).expect(200).body();
    JsonNode own = logIn(Owner.PASSWORD).expect(200).body();

    change(own, Owner.PASSWORD, NEXT).expect(204);

    refresh(other).expectProblem(401, "session-ended");
    refresh(own).expect(200);
    logIn(Owner.PASSWORD).expectProblem(401, "login-refused");
    logIn(NEXT).expect(200);
  }

  @Test
  void wantsThePresentOneAndAFitOne() {
    JsonNode own = logIn(Owner.PASSWORD).expect(200).body();

    change(own, "a guess", NEXT).expectProblem(400, "invalid-request", "present");
    change(own, Owner.PASSWORD, "short").expectProblem(400, "invalid-request", "password");
    shop.withoutToken().put("/api/users/me/password", "{}").expectProblem(401, "token-missing");

    logIn(Owner.PASSWORD).expect(200);
    refresh(own).expect(200);
  }

  @Test
  void guessesLockTheUserAsAtALogIn() {
    JsonNode own = logIn(Owner.PASSWORD).expect(200).body();
    for (int i = 0; i < 5; i++) {
      change(own, "guess number " + i, NEXT).expectProblem(400, "invalid-request", "present");
    }

    change(own, Owner.PASSWORD, NEXT).expectProblem(400, "invalid-request", "present");

    logIn(NEXT).expectProblem(401, "login-refused");
    assertThat(
            shops
                .sql(shop, "select locked_until > now() from {schema}.app_user")
                .query(Boolean.class)
                .single())
        .isTrue();
  }

  private Answer logIn(String password) {
    return shop.withoutToken()
        .post(
            "/api/login",
            "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(Owner.EMAIL, password));
  }

  private Answer refresh(JsonNode tokens) {
    return shop.withoutToken()
        .post(
            "/api/token/refresh",
            "{\"refreshToken\":\"%s\"}".formatted(tokens.path("refreshToken").asString()));
  }

  private Answer change(JsonNode tokens, String present, String next) {
    return shop.as(tokens.path("accessToken").asString())
        .put(
            "/api/users/me/password",
            "{\"present\":\"%s\",\"password\":\"%s\"}".formatted(present, next));
  }
}
