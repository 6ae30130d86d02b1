package io.tenantry.techstore.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tenantry.techstore.Answer;
import io.tenantry.techstore.Owner;
import io.tenantry.techstore.Shop;
import io.tenantry.techstore.ShopTest;
import io.tenantry.techstore.Shops;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The owner's work with users. There is no mail server, so that links are in the log. */
@ShopTest
@ExtendWith(OutputCaptureExtension.class)
class UsersIntegrationTests {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String PASSWORD = "a long enough password";

  @Autowired private Shops shops;
  private Shop shop;

  @BeforeEach
  void openAShop() {
    shop = shops.open("equipo");
  }

  @Test
  void invitesOthersWhoThenLogIn(CapturedOutput log) {
    Answer invited = invite("leo@shop.example", "technician").expect(202);
    assertThat(invited.body().path("role").asString()).isEqualTo("technician");
    assertThat(invited.text()).doesNotContain("token");
    assertThat(shop.get("/api/invitations").items("email")).containsExactly("leo@shop.example");

    accept(log, "leo@shop.example").expect(201);

    assertThat(shop.get("/api/invitations").items("email")).isEmpty();
    assertThat(shop.get("/api/users").items("name")).containsExactly("leo", "Olga");
    Shop leo = logIn("leo@shop.example", PASSWORD);
    leo.get("/api/users").expectProblem(403, "permission-missing");
    assertThat(leo.get("/api/users/me").body().path("role").asString()).isEqualTo("technician");
  }

  @Test
  void invitesOnceMoreWithANewLink(CapturedOutput log) {
    invite("leo@shop.example", "technician").expect(202);
    String first = token(log, "leo@shop.example");
    invite("LEO@shop.example", "sales").expect(202);

    accept(first).expectProblem(410, "invitation-invalid");
    assertThat(accept(log, "LEO@shop.example").expect(201).body().path("role").asString())
        .isEqualTo("sales");
    invite("leo@SHOP.example", "sales").expectProblem(409, "email-taken", "email");
  }

  @Test
  void takesAnInvitationBack(CapturedOutput log) {
    long id = invite("leo@shop.example", "technician").expect(202).body().path("id").asLong();

    shop.delete("/api/invitations/" + id).expect(204);

    accept(log, "leo@shop.example").expectProblem(410, "invitation-invalid");
    shop.delete("/api/invitations/" + id).expectProblem(404, "invitation-not-found");
  }

  @Test
  void keepsTheLastOwner() {
    shop.delete("/api/users/1").expectProblem(409, "last-owner");
    shop.patch("/api/users/1", "{\"role\":\"sales\"}").expectProblem(409, "last-owner");
    shop.patch("/api/users/1", "{\"name\":\"Olga G.\"}").expect(200);
    add("second@shop.example", "owner");

    shop.patch("/api/users/1", "{\"role\":\"sales\"}").expect(200);

    shop.delete("/api/users/2").expectProblem(409, "last-owner");
    shop.delete("/api/users/1").expect(204);
    shop.get("/api/users/1").expectProblem(404, "user-not-found");
    shop.get("/api/users/me").expectProblem(404, "user-not-found");
  }

  @Test
  void keepsAnOwnerThoughAllLeaveAtOnce() throws Exception {
    for (int i = 2; i <= 8; i++) {
      add("owner" + i + "@shop.example", "owner");
    }
    List<Integer> statuses = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> answers = new ArrayList<>();
      for (int i = 1; i <= 8; i++) {
        String user = "/api/users/" + i;
        answers.add(
            i % 2 == 0
                ? threads.submit(() -> shop.delete(user).status())
                : threads.submit(() -> shop.patch(user, "{\"role\":\"sales\"}").status()));
      }
      for (Future<Integer> answer : answers) {
        statuses.add(answer.get());
      }
    }

    assertThat(statuses).containsOnlyOnce(409).containsOnly(200, 204, 409);
    assertThat(shop.get("/api/users").items("role")).containsOnlyOnce("owner");
  }

  @Test
  void endsTheSessionsOfADeletedUser() {
    add("second@shop.example", "technician");
    String refresh =
        session("second@shop.example", Owner.PASSWORD).body().path("refreshToken").asString();

    shop.delete("/api/users/2").expect(204);

    shop.withoutToken()
        .post("/api/token/refresh", "{\"refreshToken\":\"%s\"}".formatted(refresh))
        .expectProblem(401, "session-ended");
  }

  @Test
  void hasAsManyUsersAsThePlanAllows(CapturedOutput log) {
    String plan = shops.limit(shop, "{\"users\": 2}");
    await().atMost(PATIENCE).until(() -> shop.get("/").body().path("plan").asString().equals(plan));
    invite("leo@shop.example", "technician").expect(202);

    Answer refused = invite("eva@shop.example", "sales").expectProblem(402, "limit-exceeded");

    assertThat(refused.body().path("limit").asString()).isEqualTo("users");
    assertThat(refused.body().path("allowed").asLong()).isEqualTo(2);
    assertThat(refused.body().path("used").asLong()).isEqualTo(2);
    assertThat(log.getOut()).doesNotContain("eva@shop.example is http");
    assertThat(shop.get("/api/invitations").items("email")).containsExactly("leo@shop.example");
    invite("leo@shop.example", "sales").expect(202);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"role\":\"sales\"}                                         | email",
        "{\"email\":\"no address\",\"role\":\"sales\"}                | email",
        "{\"email\":\"a@b.example\\nBcc: c@d\",\"role\":\"sales\"}    | email",
        "{\"email\":\"a@b.example\"}                                  | role",
        "{\"email\":\"a@b.example\",\"role\":\"god\"}                 | role",
        "{\"email\":\"a@b.example\",\"role\":\"sales\",\"name\":\" \"} | name"
      })
  void saysWhichMemberOfAnInvitationIsWrong(String body, String field) {
    assertThat(shop.post("/api/users", body).expect(400).body().path("field").asString())
        .isEqualTo(field);
    assertThat(shop.get("/api/invitations").items("email")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'; drop table app_user; --",
        "<script>alert(1)</script>",
        "${7*7} {{7*7}}",
        "\\\" , \\\"role\\\":\\\"owner"
      })
  void keepsWhatLooksLikeCodeAsText(String name) {
    add("second@shop.example", "sales");

    shop.patch("/api/users/2", "{\"name\":\"%s\"}".formatted(name)).expect(200);

    assertThat(shop.get("/api/users/2").body().path("name").asString())
        .isEqualTo(name.replace("\\\"", "\""));
    assertThat(shop.get("/api/users/2").body().path("role").asString()).isEqualTo("sales");
  }

  @Test
  void keepsUsersOfTwoShopsApart() {
    Shop other = shops.open("vecina");
    add("second@shop.example", "sales");

    other.get("/api/users/2").expectProblem(404, "user-not-found");
    assertThat(other.get("/api/users").items("email")).containsExactly(Owner.EMAIL);
  }

  private void add(String email, String role) {
    shops
        .sql(
            shop,
            """
            insert into {schema}.app_user (email, name, role, password_hash)
            select :email, 'Another', :role, password_hash from {schema}.app_user limit 1
            """)
        .param("email", email)
        .param("role", role)
        .update();
  }

  private Answer invite(String email, String role) {
    return shop.post("/api/users", "{\"email\":\"%s\",\"role\":\"%s\"}".formatted(email, role));
  }

  private Answer accept(CapturedOutput log, String email) {
    return accept(token(log, email));
  }

  private Answer accept(String token) {
    return shop.withoutToken()
        .post(
            "/api/invitations/accept",
            "{\"token\":\"%s\",\"password\":\"%s\"}".formatted(token, PASSWORD));
  }

  private static String token(CapturedOutput log, String email) {
    Matcher link =
        Pattern.compile(Pattern.quote(email) + " is http://[^ ]*#([A-Za-z0-9_-]{43})")
            .matcher(log.getOut());
    String token = null;
    while (link.find()) {
      token = link.group(1);
    }
    assertThat(token).as("a link for " + email).isNotNull();
    return token;
  }

  private Shop logIn(String email, String password) {
    return shop.as(session(email, password).body().path("accessToken").asString());
  }

  private Answer session(String email, String password) {
    return shop.withoutToken()
        .post("/api/login", "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password))
        .expect(200);
  }
}
