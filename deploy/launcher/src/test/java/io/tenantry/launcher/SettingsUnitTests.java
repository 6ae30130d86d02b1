package io.tenantry.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsUnitTests {

  private static final Path ROOT = Path.of("/somewhere");

  @Test
  void hasAValueForEverything() {
    Settings settings = Settings.of(Map.of(), ROOT);

    assertThat(settings.data()).isEqualTo(ROOT.resolve("deploy/.data"));
    assertThat(settings.provisioningPort()).isEqualTo(8080);
    assertThat(settings.tenantPort()).isEqualTo(8081);
    assertThat(settings.workerPort()).isEqualTo(8082);
    assertThat(settings.postgresUrl()).isNull();
    assertThat(settings.rabbitUrl()).isNull();
  }

  @Test
  void takesAnEmptyVariableAsUnset() {
    Settings settings =
        Settings.of(Map.of("TENANTRY_POSTGRES_URL", "", "TENANTRY_TENANT_PORT", " "), ROOT);

    assertThat(settings.postgresUrl()).isNull();
    assertThat(settings.tenantPort()).isEqualTo(8081);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "65536", "-1", "http"})
  void namesTheVariableThatIsNoPort(String value) {
    assertThatThrownBy(() -> Settings.of(Map.of("TENANTRY_WORKER_PORT", value), ROOT))
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining("TENANTRY_WORKER_PORT")
        .hasMessageContaining(value);
  }

  @Test
  void givesEachServiceOnlyTheSecretsItNeeds() {
    Settings settings =
        Settings.of(
            Map.of(
                "PATH", "/bin",
                "TENANTRY_POSTGRES_URL", "postgresql://admin:admin-secret@host/db",
                "TENANTRY_DB_WORKER_PASSWORD", "worker-secret",
                "TENANTRY_DB_APP_PASSWORD", "app-secret",
                "TENANTRY_BOOTSTRAP_KEY", "key-secret"),
            ROOT);
    Map<String, String> secrets =
        Map.of(
            "TENANTRY_DB_WORKER_PASSWORD", "worker-secret", "TENANTRY_BOOTSTRAP_KEY", "key-secret");

    Map<String, String> environment =
        new ServiceEnvironment(settings, "amqp://broker", "jdbc:postgresql://host/db", secrets)
            .with("TENANTRY_DB_WORKER_PASSWORD");

    assertThat(environment)
        .containsEntry("PATH", "/bin")
        .containsEntry("TENANTRY_DB_WORKER_PASSWORD", "worker-secret")
        .containsEntry("TENANTRY_DATABASE_URL", "jdbc:postgresql://host/db")
        .containsEntry("SERVER_ADDRESS", "127.0.0.1");
    assertThat(environment.values())
        .noneMatch(value -> value.matches(".*(admin|app|key)-secret.*"));
  }
}
