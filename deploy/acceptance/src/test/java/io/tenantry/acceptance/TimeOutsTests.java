package io.tenantry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** No service waits for ever for its database or its broker, and none leaves in a hurry. */
class TimeOutsTests {

  private final SourceTree tree = new SourceTree();

  @ParameterizedTest
  @ValueSource(strings = {"provisioning-api", "schema-worker", "tenant-api/app"})
  void everyServiceBoundsWhatItWaitsFor(String service) {
    Map<String, Object> settings = settings(service);

    Map<String, Object> pool = part(settings, "spring", "datasource", "hikari");
    assertThat(pool).containsKeys("maximum-pool-size", "connection-timeout");
    assertThat(part(pool, "data-source-properties"))
        .containsKeys("connectTimeout", "socketTimeout");
    assertThat(part(settings, "spring", "rabbitmq"))
        .containsKeys("connection-timeout", "requested-heartbeat", "channel-rpc-timeout");
    assertThat(part(settings, "server")).containsEntry("shutdown", "graceful");
    assertThat(part(settings, "spring", "lifecycle")).containsKey("timeout-per-shutdown-phase");
  }

  @Test
  void boundsWhatItAsksTheIdentityProvider() {
    assertThat(part(settings("provisioning-api"), "tenantry", "console", "oidc"))
        .containsKey("timeout");
  }

  private Map<String, Object> settings(String service) {
    String text = tree.text(Path.of(service, "src/main/resources/application.yaml"));
    return new Yaml().load(text.split("\n---\n")[0]);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> part(Map<String, Object> whole, String... names) {
    Map<String, Object> part = whole;
    for (String name : names) {
      assertThat(part).containsKey(name);
      part = (Map<String, Object>) part.get(name);
    }
    return part;
  }
}
