package io.tenantry.provisioning.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.provisioning.AbstractApiTests;
import io.tenantry.provisioning.Api;
import io.tenantry.provisioning.Api.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A key is in the answer that shows it, and nowhere else. */
@ExtendWith(OutputCaptureExtension.class)
class KeySecrecyIntegrationTests extends AbstractApiTests {

  private static final String CLIENTS = "/api/v1/api-clients";
  private static final List<String> TALKATIVE =
      List.of(
          "io.tenantry",
          "org.springframework.web",
          "org.springframework.security",
          "org.springframework.jdbc");

  @Test
  void keepsIssuedKeysOutOfEveryTableAndOfTheMostTalkativeLog(CapturedOutput output) {
    LoggingSystem logging = LoggingSystem.get(getClass().getClassLoader());
    TALKATIVE.forEach(logger -> logging.setLogLevel(logger, LogLevel.TRACE));
    Answer made;
    Answer rotated;
    try {
      made =
          api()
              .send(
                  "POST",
                  CLIENTS,
                  "{\"name\": \"" + unique("c") + "\", \"scopes\": [\"tenants:read\"]}");
      rotated = api().send("POST", CLIENTS + "/" + made.id() + "/rotate", "{\"graceSeconds\": 60}");
      for (Answer issued : List.of(made, rotated)) {
        assertThat(api().withKey(issued.text("key")).get(Api.TENANTS).status()).isEqualTo(200);
      }
      api().get(CLIENTS);
      api().send("POST", CLIENTS + "/" + made.id() + "/revoke", null);
    } finally {
      TALKATIVE.forEach(logger -> logging.setLogLevel(logger, null));
    }

    assertThat(output).contains("TRACE").contains(CLIENTS);
    for (Answer issued : List.of(made, rotated)) {
      String key = issued.text("key");
      assertThat(key).hasSizeGreaterThan(40);
      assertThat(output).doesNotContain(key);
      assertThat(tables()).hasSizeGreaterThan(8).allSatisfy(table -> assertLacks(table, key));
    }
  }

  private List<String> tables() {
    return database
        .admin()
        .sql("SELECT tablename FROM pg_tables WHERE schemaname = 'control'")
        .query(String.class)
        .list();
  }

  private void assertLacks(String table, String key) {
    String secret = key.substring("tnt_".length());
    assertThat(
            database
                .admin()
                .sql(
                    "SELECT count(*) FROM control.\"%s\" row WHERE position(:key IN row::text) > 0"
                        .formatted(table))
                .param("key", secret)
                .query(Long.class)
                .single())
        .as(table)
        .isZero();
  }
}
