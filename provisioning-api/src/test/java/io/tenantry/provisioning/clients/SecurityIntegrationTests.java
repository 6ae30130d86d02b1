package io.tenantry.provisioning.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tenantry.provisioning.AbstractApiTests;
import io.tenantry.provisioning.Api;
import io.tenantry.provisioning.Api.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class SecurityIntegrationTests extends AbstractApiTests {

  @Autowired private ApiClients clients;

  @Test
  void asksForAKey() {
    Answer answer = api().withKey(null).signUp("{\"name\": \"A\"}");

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.problem()).isEqualTo("key-missing");
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"tenantry\"");
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/tenants, 200",
    "/api/v1/tenants/nonsense, 400",
    "/api/v1/nowhere, 404",
    "/v3/api-docs, 200",
    "/actuator/health, 200"
  })
  void tellsBrowsersToDoNothingWithAnswers(String path, int status) {
    Answer answer = api().get(path);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
    assertThat(answer.header("Content-Security-Policy"))
        .isEqualTo("default-src 'none'; frame-ancestors 'none'");
    assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(answer.header("Cache-Control")).contains("no-store");
    assertThat(answer.header("Server")).isNull();
    assertThat(answer.header("X-Powered-By")).isNull();
    assertThat(answer.header("Set-Cookie")).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "an-unknown-key-of-somebody",
        "short",
        "key-of-the-first-clienT",
        "' OR 1=1 --xxxxxx"
      })
  void refusesKeysThatItDoesNotKnow(String key) {
    Answer answer = api().withKey(key).get(Api.TENANTS);

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.problem()).isEqualTo("key-unknown");
    assertThat(answer.header("WWW-Authenticate")).contains("error=\"invalid_token\"");
    assertThat(answer.body()).doesNotContain(key);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic a2V5OmtleQ==", "Bearer", "key-of-the-first-client", "Bearer a b"})
  void refusesOtherForms(String header) {
    Answer answer = api().withKey(null).get(Api.TENANTS, "Authorization", header);

    assertThat(answer.status()).isEqualTo(401);
  }

  @Test
  void takesTheSchemeInAnyCase() {
    Answer answer = api().withKey(null).get(Api.TENANTS, "Authorization", "bearer " + KEY);

    assertThat(answer.status()).isEqualTo(200);
  }

  @Test
  void letsAReaderReadOnly() {
    Api reader = client("tenants:read");

    assertThat(reader.get(Api.TENANTS).status()).isEqualTo(200);
    assertThat(reader.send("HEAD", Api.TENANTS, null).status()).isEqualTo(200);
    long before = rows("tenant");
    Answer refused = reader.signUp("{\"name\": \"A\"}");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.problem()).isEqualTo("scope-missing");
    assertThat(refused.header("WWW-Authenticate"))
        .contains("insufficient_scope")
        .contains("scope=\"tenants:create\"");
    assertThat(rows("tenant")).isEqualTo(before);
  }

  @Test
  void letsASignUpFlowSignUpOnly() {
    Api creator = client("tenants:create");

    Answer made = creator.signUp("{\"name\": \"" + unique("t") + "\"}");
    assertThat(made.status()).isEqualTo(202);
    assertThat(creator.tenant(made.id()).status()).isEqualTo(403);
    assertThat(creator.get(Api.TENANTS + "/" + made.id() + "/events").status()).isEqualTo(403);
  }

  @Test
  void writesDownThePeerWhateverItsHeadersSay() {
    Answer made =
        api().signUp("{\"name\": \"" + unique("t") + "\"}", "X-Forwarded-For", "203.0.113.9");

    assertThat(
            database
                .admin()
                .sql("SELECT remote_address FROM control.audit WHERE tenant_id = :id")
                .param("id", made.id())
                .query(String.class)
                .single())
        .isEqualTo("127.0.0.1");
  }

  @Test
  void forgetsRevokedClients() {
    Api reader = client("tenants:read");
    database
        .admin()
        .sql("UPDATE control.api_client SET revoked_at = now() WHERE key_id = :id")
        .param("id", new ApiKey(String.valueOf(reader.key())).id())
        .update();

    assertThat(reader.get(Api.TENANTS).status()).isEqualTo(401);
  }

  @Test
  void comparesTheWholeHash() {
    Api reader = client("tenants:read");
    database
        .admin()
        .sql("UPDATE control.api_client SET key_hash = sha256('other') WHERE key_id = :id")
        .param("id", new ApiKey(String.valueOf(reader.key())).id())
        .update();

    assertThat(reader.get(Api.TENANTS).status()).isEqualTo(401);
  }

  @Test
  void bringsTheFirstClientANewKeyButNotBackFromRevocation() {
    ApiKey first = new ApiKey(unique("the-first-key-of-it"));
    ApiKey second = new ApiKey(unique("the-second-key-of-it"));
    String name = unique("boot");

    assertThat(clients.ensure(name, first, Scope.allTexts())).isTrue();
    assertThat(clients.ensure(name, first, Scope.allTexts())).isFalse();
    assertThat(clients.find(first)).isPresent();
    revoke(name);
    clients.ensure(name, first, List.of("tenants:read"));
    assertThat(clients.find(first)).isEmpty();
    assertThat(clients.ensure(name, second, Scope.allTexts())).isTrue();
    assertThat(clients.find(first)).isEmpty();
    assertThat(clients.find(second)).get().extracting(ApiClient::name).isEqualTo(name);
  }

  @Test
  void keepsKeysOutOfLogsAndTables(CapturedOutput output) {
    api().get(Api.TENANTS);

    assertThat(output).doesNotContain(KEY);
    assertThat(new ApiKey(KEY)).asString().doesNotContain(KEY);
    assertThat(
            database
                .admin()
                .sql("SELECT count(*) FROM control.api_client c WHERE c::text LIKE :key")
                .param("key", "%" + KEY + "%")
                .query(Long.class)
                .single())
        .isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v3/api-docs",
        "/actuator/health/readiness",
        "/actuator/prometheus",
        "/actuator/health"
      })
  void showsWhatMachinesReadWithoutAKey(String path) {
    await().untilAsserted(() -> assertThat(api().withKey(null).get(path).status()).isEqualTo(200));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/actuator/env", "/actuator/beans", "/actuator/heapdump", "/nowhere"})
  void hidesEverythingElse(String path) {
    assertThat(api().withKey(null).get(path).status()).isIn(401, 404);
    assertThat(api().get(path).status()).isIn(401, 404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/api", "/api/v2", "/error", "/swagger-ui/index.html", "/v3", "/nowhere"})
  void tellsAKnownClientThatThereIsNothing(String path) {
    Answer answer = api().get(path);

    assertThat(answer.status()).as(answer.body()).isEqualTo(404);
    assertThat(answer.problem()).isEqualTo("not-found");
    assertThat(api().withKey(null).get(path).problem()).isEqualTo("key-missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "DELETE", "PATCH"})
  void knowsNoOtherMethods(String method) {
    Answer answer = api().send(method, Api.TENANTS, "{}");

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.problem()).isEqualTo("method-not-allowed");
  }

  private void revoke(String name) {
    database
        .admin()
        .sql("UPDATE control.api_client SET revoked_at = now() WHERE name = :name")
        .param("name", name)
        .update();
  }
}
