package io.tenantry.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * The API's description as a file, for those who have no service at hand. {@code
 * -Dtenantry.openapi.write=true} writes it anew.
 */
class OpenApiFileIntegrationTests extends AbstractApiTests {

  private static final Path FILE = Path.of("..", "deploy", "docs", "openapi.yaml");

  @Test
  void isWhatTheServiceSaysOfItself() throws IOException {
    String served = api().withKey(null).get("/v3/api-docs.yaml").body().strip() + "\n";
    if (Boolean.getBoolean("tenantry.openapi.write")) {
      Files.writeString(FILE, served);
    }

    assertThat(Files.readString(FILE))
        .as("deploy/docs/openapi.yaml; run this test with -Dtenantry.openapi.write=true")
        .isEqualTo(served);
  }

  @Test
  void hasAnExampleOfEveryMemberOfEveryBody() {
    JsonNode schemas = api().withKey(null).get("/v3/api-docs").json().at("/components/schemas");
    List<String> without = new ArrayList<>();
    schemas.forEachEntry((name, schema) -> collect(name, schema, without));

    assertThat(schemas.size()).isGreaterThan(20);
    assertThat(without).isEmpty();
  }

  private static void collect(String name, JsonNode schema, List<String> without) {
    schema.path("allOf").forEach(part -> collect(name, part, without));
    schema
        .path("properties")
        .forEachEntry(
            (member, of) -> {
              if (of.has("properties") && !of.has("example")) {
                collect(member, of, without);
              } else if (!of.has("example") && of.findValue("$ref") == null) {
                without.add(name + "." + member + " " + of);
              }
            });
  }
}
