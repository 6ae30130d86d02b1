package io.tenantry.techstore.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import io.tenantry.techstore.Answer;
import io.tenantry.techstore.Owner;
import io.tenantry.techstore.Shop;
import io.tenantry.techstore.ShopTest;
import io.tenantry.techstore.Shops;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Which tokens are believed, and where none is asked for. */
@ShopTest
class TokenIntegrationTests {

  private static final byte[] ANOTHER_SECRET =
      "some secret that this is not the".getBytes(StandardCharsets.UTF_8);

  @Autowired private Shops shops;
  private Shop shop;

  @BeforeEach
  void openAShop() {
    shop = shops.open("llaves");
  }

  @Test
  void believesItsOwn() {
    shop.get("/api/products").expect(200);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /api/products",
    "POST, /api/products",
    "GET, /api/categories",
    "GET, /api/currencies",
    "GET, /api/users",
    "GET, /api/users/me",
    "POST, /api/users",
    "GET, /api/invitations",
    "POST, /api/logout",
    "GET, /api/service/orders",
    "GET, /api/nowhere",
    "OPTIONS, /api/products",
    "GET, /%61pi/products"
  })
  void asksForOneEverywhere(String method, String path) {
    Answer answer = shop.withoutToken().send(method, path, null, Map.of());

    assertThat(answer.expectProblem(401, "token-missing").header("WWW-Authenticate"))
        .startsWith("Bearer");
  }

  @ParameterizedTest
  @CsvSource({"/api/products, 200", "/api/nowhere, 404", "/, 200", "/status/none, 404"})
  void tellsBrowsersToDoNothingWithAnswers(String path, int status) {
    Answer answer = shop.get(path).expect(status);

    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
    assertThat(answer.header("Content-Security-Policy")).contains("frame-ancestors 'none'");
    assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(answer.header("Cache-Control")).contains("no-store");
    assertThat(answer.header("Server")).isEmpty();
    assertThat(answer.header("Set-Cookie")).isEmpty();
  }

  @Test
  void asksForNoneWhereNobodyCanHaveOne() {
    Shop anybody = shop.withoutToken();
    anybody.get("/").expect(200);
    anybody.get("/v3/api-docs").expect(200);
    anybody.get("/status/none").expect(404);
    anybody.post("/api/login", "{}").expectProblem(400, "invalid-request");
    anybody.post("/api/token/refresh", "{}").expectProblem(400, "invalid-request");
    anybody.post("/api/invitations/accept", "{}").expectProblem(400, "invalid-request");
  }

  @Test
  void letsAnOldTokenKeepNobodyFromLoggingIn() {
    shop.as("old").post("/api/login", "{}").expectProblem(400, "invalid-request");
  }

  @Test
  void refusesAnotherTenants() {
    Shop other = shops.open("vecina");

    refused(other.token());
    other.get("/api/products").expect(200);
  }

  /** As if both had the same key, by whatever mistake. */
  @Test
  void refusesAnotherTenantsThoughTheKeyFits() {
    UUID other = UUID.randomUUID();

    refused(Owner.sign(shop.id(), Owner.claims(other, "owner").build()));
    refused(
        Owner.sign(shop.id(), Owner.claims(shop.id(), "owner").audience(other.toString()).build()));
    refused(
        Owner.sign(shop.id(), Owner.claims(shop.id(), "owner").issuer(other.toString()).build()));
  }

  /** A copy of the schema has the source's keys; its tenant is another one. */
  @Test
  void refusesTokensOfAKeyThatAnotherTenantMade() {
    shops.sql(shop, "update {schema}.signing_key set tenant_id = gen_random_uuid()").update();

    refused(shop.token());
  }

  @Test
  void refusesATamperedOne() {
    String token = Owner.sign(shop.id(), Owner.claims(shop.id(), "sales").build());
    String[] parts = token.split("\\.");
    String payload =
        Owner.sign(shop.id(), Owner.claims(shop.id(), "owner").build()).split("\\.")[1];

    refused(parts[0] + "." + payload + "." + parts[2]);
    refused(token.substring(0, token.length() - 4) + "AAAA");
    refused(parts[0] + "." + parts[1] + ".");
  }

  @Test
  void refusesAnExpiredOne() {
    refused(
        Owner.sign(
            shop.id(),
            Owner.claims(shop.id(), "owner")
                .expirationTime(Date.from(Instant.now().minusSeconds(1)))
                .build()));
  }

  @Test
  void refusesOneThatNeverExpires() {
    refused(Owner.sign(shop.id(), Owner.claims(shop.id(), "owner").expirationTime(null).build()));
  }

  @Test
  void refusesOneOfNoAlgorithm() {
    String none = new PlainJWT(Owner.claims(shop.id(), "owner").build()).serialize();

    refused(none);
    refused(none + shop.token().split("\\.")[2]);
  }

  @Test
  void refusesOneSignedWithAnotherKeyOrAlgorithm() {
    JWTClaimsSet claims = Owner.claims(shop.id(), "owner").build();
    String known = shop.id().toString();

    refused(
        Owner.sign(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(known), claims, ANOTHER_SECRET));
    refused(Owner.sign(new JWSHeader.Builder(JWSAlgorithm.HS256), claims, ANOTHER_SECRET));
    refused(
        Owner.sign(
            new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(UUID.randomUUID().toString()),
            claims,
            ANOTHER_SECRET));
    refused(
        Owner.sign(
            new JWSHeader.Builder(JWSAlgorithm.HS512).keyID(known),
            claims,
            (new String(ANOTHER_SECRET, StandardCharsets.UTF_8).repeat(2))
                .getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void refusesAnUnknownRole() {
    refused(Owner.sign(shop.id(), Owner.claims(shop.id(), "god").build()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "a.b.c",
        "..",
        "' or 1=1 --",
        "eyJhbGciOiJub25lIn0.e30.",
        "{\"alg\":\"none\"}"
      })
  void refusesGarbage(String token) {
    refused(token);
  }

  @ParameterizedTest
  @CsvSource({
    "owner,      201, 200, 200, 200",
    "sales,      201, 200, 403, 403",
    "technician, 403, 200, 403, 403"
  })
  void letsEachRoleDoItsOwn(String role, int addProduct, int listProducts, int users, int invite) {
    Shop seen = shop.as(Owner.sign(shop.id(), Owner.claims(shop.id(), role).build()));

    int added = seen.post("/api/products", "{\"sku\":\"A\",\"name\":\"A\",\"price\":1}").status();

    assertThat(added).isEqualTo(addProduct);
    assertThat(seen.get("/api/products").status()).isEqualTo(listProducts);
    assertThat(seen.get("/api/currencies").status()).isEqualTo(200);
    assertThat(seen.get("/api/users").status()).isEqualTo(users);
    assertThat(seen.get("/api/invitations").status()).isEqualTo(invite);
    assertThat(seen.post("/api/service/orders", "{}").status() == 403)
        .isEqualTo(role.equals("sales"));
    assertThat(seen.get("/api/service/orders").status()).isNotIn(401, 403);
    assertThat(seen.post("/api/nowhere", "{}").status())
        .isEqualTo(role.equals("owner") ? 404 : 403);
    if (users == 403) {
      seen.get("/api/users").expectProblem(403, "permission-missing");
    }
  }

  @Test
  void describesHowToLogIn() {
    var document = shop.get("/v3/api-docs").expect(200).body();

    assertThat(document.at("/components/securitySchemes/accessToken/scheme").asString())
        .isEqualTo("bearer");
    assertThat(document.at("/security/0").has("accessToken")).isTrue();
    assertThat(document.at("/paths/~1api~1login/post/security").isEmpty()).isTrue();
  }

  private void refused(String token) {
    Answer answer = shop.as(token).get("/api/products").expectProblem(401, "token-invalid");
    assertThat(answer.header("WWW-Authenticate")).contains("invalid_token");
    assertThat(shop.as(token).post("/api/products", "{}").status()).isEqualTo(401);
  }
}
