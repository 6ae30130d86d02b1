package io.tenantry.launcher;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingRulesUnitTests {

  @ParameterizedTest
  @CsvSource({
    "TENANTRY_BOOTSTRAP_KEY, fifteen-letters",
    "TENANTRY_BOOTSTRAP_KEY, a key with blanks in it",
    "TENANTRY_SCHEMA_PREFIX, ninechars",
    "TENANTRY_SCHEMA_PREFIX, 1st_",
    "TENANTRY_BASE_DOMAIN, localhost:8081",
    "TENANTRY_RABBIT_URL, http://localhost",
    "TENANTRY_RABBIT_URL, amqp://",
    "TENANTRY_TENANT_PORT, 8080"
  })
  void namesTheVariable(String variable, String value) {
    assertThatThrownBy(() -> require(Map.of(variable, value)))
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining(variable);
  }

  @Test
  void takesWhatTheServicesTake() {
    assertThatCode(
            () ->
                require(
                    Map.of(
                        "TENANTRY_BOOTSTRAP_KEY", "k".repeat(512),
                        "TENANTRY_SCHEMA_PREFIX", "second_1",
                        "TENANTRY_BASE_DOMAIN", "shops.example.com",
                        "TENANTRY_RABBIT_URL", "amqps://user:secret@one/vhost,amqp://two:5672")))
        .doesNotThrowAnyException();
    assertThatCode(() -> require(Map.of())).doesNotThrowAnyException();
  }

  private static void require(Map<String, String> environment) {
    SettingRules.require(Settings.of(environment, Path.of("/somewhere")));
  }
}
