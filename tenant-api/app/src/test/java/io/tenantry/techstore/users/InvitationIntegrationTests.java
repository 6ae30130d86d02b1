package io.tenantry.techstore.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tenantry.techstore.Answer;
import io.tenantry.techstore.Shop;
import io.tenantry.techstore.ShopTest;
import io.tenantry.techstore.Shops;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** How the first owner comes in when a shop is there, and others after him. */
@ShopTest
class InvitationIntegrationTests {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String PASSWORD = "a long enough password";
  private static final SmtpServer MAIL = new SmtpServer();

  @Autowired private Shops shops;
  private Shop shop;
  private String email;

  @DynamicPropertySource
  static void mail(DynamicPropertyRegistry settings) {
    settings.add("spring.mail.host", () -> "127.0.0.1");
    settings.add("spring.mail.port", MAIL::port);
    settings.add("tenantry.public-url", () -> "https://{domain}");
  }

  @AfterAll
  static void closeMail() {
    MAIL.close();
  }

  @BeforeEach
  void openAShopInWhichNobodyWorks() {
    shop = shops.openWithoutOwner("nueva");
    email = "ana@" + shop.schemaName() + ".example";
  }

  @Test
  void bringsTheFirstOwnerInByALinkOnThePrimaryDomain() {
    activated(UUID.randomUUID(), "Ana");

    String token = token(onlyMail());
    assertThat(onlyMail())
        .contains("https://" + shop.domain() + "/invitation.html#")
        .contains("RCPT TO:<" + email + ">", "Shop " + shop.schemaName());
    Answer accepted = accept(token, PASSWORD).expect(201);
    assertThat(accepted.body().path("role").asString()).isEqualTo("owner");
    assertThat(accepted.body().path("name").asString()).isEqualTo("Ana");
    assertThat(logIn(PASSWORD).get("/api/users").items("email")).containsExactly(email);
  }

  @Test
  void invitesOnceHoweverOftenTheEventComes() {
    UUID message = UUID.randomUUID();
    for (int i = 0; i < 4; i++) {
      activated(message, "Ana");
    }
    String token = token(onlyMail());
    accept(token, PASSWORD).expect(201);

    activated(message, "Ana");
    activated(UUID.randomUUID(), "Ana");
    Shop later = shops.openWithoutOwner("despues");
    activated(later, UUID.randomUUID(), "berta@" + later.schemaName() + ".example");
    await().atMost(PATIENCE).until(() -> !mailsTo("berta@" + later.schemaName()).isEmpty());

    assertThat(mailsTo(email)).hasSize(1);
    assertThat(shops.sql(shop, "select count(*) from {schema}.app_user").query(Long.class).single())
        .isOne();
  }

  @Test
  void invitesWhoBecomesTheContactOfAShopWithoutOwner() {
    shops.publish(
        "tenant.activated",
        UUID.randomUUID(),
        "{\"tenantId\":\"%s\",\"contact\":null}".formatted(shop.id()));
    shops.publish("tenant.updated", UUID.randomUUID(), event(shop.id(), email, "Ana"));
    shops.publish("tenant.updated", UUID.randomUUID(), event(shop.id(), email, "Ana"));

    accept(token(onlyMail()), PASSWORD).expect(201);
  }

  @Test
  void worksOnce() {
    activated(UUID.randomUUID(), null);
    String token = token(onlyMail());
    accept(token, PASSWORD).expect(201);

    accept(token, PASSWORD).expectProblem(410, "invitation-invalid", "token");
    assertThat(logIn(PASSWORD).get("/api/users").items("name")).containsExactly("ana");
  }

  @Test
  void expiresAndOpensNoOtherShop() {
    activated(UUID.randomUUID(), null);
    String token = token(onlyMail());
    Shop other = shops.openWithoutOwner("otra");
    accept(other, token, PASSWORD).expectProblem(410, "invitation-invalid");
    accept("' or true --", PASSWORD).expectProblem(410, "invitation-invalid");

    shops.sql(shop, "update {schema}.invitation set expires_at = now()").update();

    accept(token, PASSWORD).expectProblem(410, "invitation-invalid");
  }

  @Test
  void wantsAPasswordOfSomeLengthAndLeavesTheLinkAlone() {
    activated(UUID.randomUUID(), null);
    String token = token(onlyMail());

    accept(token, "short").expectProblem(400, "invalid-request", "password");
    accept(token, "ñ".repeat(37)).expectProblem(400, "invalid-request", "password");
    accept(token, PASSWORD).expect(201);
  }

  @Test
  void waitsForAMailServerThatTakesNothing() {
    MAIL.refuse(2);

    activated(UUID.randomUUID(), null);

    String token = token(onlyMail());
    assertThat(MAIL.refusalsLeft()).isZero();
    accept(token, PASSWORD).expect(201);
  }

  @Test
  void invitesNobodyForWhatItCannotReadOrFind() {
    shops.publish("tenant.activated", UUID.randomUUID(), "{");
    shops.publish("tenant.activated", UUID.randomUUID(), "{\"tenantId\":null}");
    activated(shop, UUID.randomUUID(), "no address");
    activated(shop, UUID.randomUUID(), "ana@x.example, " + email);
    activated(shops.openWithoutOwner("x"), UUID.randomUUID(), "x@y.example\\r\\nBcc: z@z");
    String gone = "gone@" + shop.schemaName();
    shops.publish("tenant.activated", UUID.randomUUID(), event(UUID.randomUUID(), gone, null));

    activated(UUID.randomUUID(), null);

    onlyMail();
    assertThat(mailsTo(gone)).isEmpty();
    assertThat(mailsTo("y.example")).isEmpty();
  }

  @Test
  void leavesNoInvitationBehindThatCouldNotBeSent() {
    activated(UUID.randomUUID(), null);
    accept(token(onlyMail()), PASSWORD).expect(201);
    Shop owner = logIn(PASSWORD);
    MAIL.refuse(1);
    String invitation = "{\"email\":\"leo@shop.example\",\"role\":\"technician\"}";

    owner.post("/api/users", invitation).expectProblem(503, "mail-unavailable");

    assertThat(owner.get("/api/invitations").items("email")).isEmpty();
    owner.post("/api/users", invitation).expect(202);
    assertThat(owner.get("/api/invitations").items("email")).containsExactly("leo@shop.example");
  }

  private void activated(UUID message, String name) {
    shops.publish("tenant.activated", message, event(shop.id(), email, name));
  }

  private void activated(Shop of, UUID message, String address) {
    shops.publish("tenant.activated", message, event(of.id(), address, null));
  }

  private String event(UUID tenant, String address, String name) {
    return """
    {"tenantId":"%s","sequence":2,"name":"x","schemaName":"%s","tenantType":"default",
     "plan":"free","primaryDomain":"x","status":"ACTIVE",
     "contact":{"email":"%s","name":%s}}
    """
        .formatted(tenant, shop.schemaName(), address, name == null ? "null" : "\"" + name + "\"");
  }

  /** Its link is in force: the mail leaves just before the invitation is committed. */
  private String onlyMail() {
    await().atMost(PATIENCE).until(() -> !mailsTo(email).isEmpty() && isInvited());
    assertThat(mailsTo(email)).hasSize(1);
    return mailsTo(email).getFirst();
  }

  private boolean isInvited() {
    return shops
        .sql(shop, "select count(*) > 0 from {schema}.invitation")
        .query(Boolean.class)
        .single();
  }

  private static List<String> mailsTo(String address) {
    return MAIL.mails().stream().filter(mail -> mail.contains(address)).toList();
  }

  private static String token(String mail) {
    Matcher link = Pattern.compile("#([A-Za-z0-9_-]{43})").matcher(mail.replace("=\n", ""));
    assertThat(link.find()).as(mail).isTrue();
    return link.group(1);
  }

  private Answer accept(String token, String password) {
    return accept(shop, token, password);
  }

  private static Answer accept(Shop at, String token, String password) {
    return at.withoutToken()
        .post(
            "/api/invitations/accept",
            "{\"token\":\"%s\",\"password\":\"%s\"}".formatted(token, password));
  }

  private Shop logIn(String password) {
    Answer tokens =
        shop.withoutToken()
            .post("/api/login", "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password))
            .expect(200);
    return shop.as(tokens.body().path("accessToken").asString());
  }
}
