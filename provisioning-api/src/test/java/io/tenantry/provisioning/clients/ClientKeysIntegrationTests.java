package io.tenantry.provisioning.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.provisioning.Api;
import io.tenantry.provisioning.Api.Answer;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientKeysIntegrationTests extends AbstractClientTests {

  @Test
  void replacesAKeyAtOnce() {
    String name = unique("c");
    Answer made = create(api(), name, "tenants:read");

    Answer rotated = rotate(made.id(), null);

    assertThat(rotated.status()).isEqualTo(200);
    assertThat(rotated.header("Cache-Control")).isEqualTo("no-store");
    assertThat(rotated.text("key")).startsWith("tnt_").isNotEqualTo(made.text("key"));
    assertThat(rotated.text("lastRotatedAt")).isNotBlank();
    assertThat(works(made)).isFalse();
    assertThat(works(rotated)).isTrue();
    assertThat(actions(name)).containsExactly("client.create", "client.rotate");
  }

  @Test
  void letsTheOldKeyBeUsedForTheGrace() {
    Answer made = create(api(), unique("c"), "tenants:read");

    Answer rotated = rotate(made.id(), "{\"graceSeconds\": 3600}");

    assertThat(works(made)).isTrue();
    assertThat(works(rotated)).isTrue();
    database
        .admin()
        .sql("UPDATE control.api_client SET previous_key_until = now() WHERE id = :id")
        .param("id", made.id())
        .update();
    assertThat(works(made)).isFalse();
    assertThat(works(rotated)).isTrue();
  }

  @Test
  void endsAnEarlierGraceWithTheNextRotation() {
    Answer first = create(api(), unique("c"), "tenants:read");
    Answer second = rotate(first.id(), "{\"graceSeconds\": 604800}");
    Answer third = rotate(first.id(), "{\"graceSeconds\": 60}");

    assertThat(works(first)).isFalse();
    assertThat(works(second)).isTrue();
    assertThat(works(third)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "604801", "1.5", "\"60\"", "true", "99999999999"})
  void refusesAGraceThatIsNone(String grace) {
    Answer made = create(api(), unique("c"), "tenants:read");

    Answer refused = rotate(made.id(), "{\"graceSeconds\": " + grace + "}");

    assertThat(refused.status()).as(refused.body()).isEqualTo(400);
    assertThat(refused.text("field")).isEqualTo("graceSeconds");
    assertThat(works(made)).isTrue();
  }

  @Test
  void leavesTheFirstClientsKeyToTheSettings() {
    UUID first = bootstrap();

    Answer refused = rotate(first, null);

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.problem()).isEqualTo("key-in-settings");
    assertThat(api().get(Api.TENANTS).status()).isEqualTo(200);
  }

  @Test
  void revokesBothKeysAtOnceAndForGood() {
    String name = unique("c");
    Answer made = create(api(), name, "tenants:read");
    Answer rotated = rotate(made.id(), "{\"graceSeconds\": 3600}");
    assertThat(works(made)).isTrue();

    Answer revoked = revoke(made.id());

    assertThat(revoked.status()).isEqualTo(200);
    assertThat(revoked.text("revokedAt")).isNotBlank();
    assertThat(works(made)).isFalse();
    assertThat(works(rotated)).isFalse();
    assertThat(revoke(made.id()).json()).as("again").isEqualTo(revoked.json());
    for (Answer refused :
        List.of(
            rotate(made.id(), null),
            api().send("PATCH", CLIENTS + "/" + made.id(), "{\"requestsPerMinute\": 1}"))) {
      assertThat(refused.status()).isEqualTo(409);
      assertThat(refused.problem()).isEqualTo("client-revoked");
    }
    assertThat(actions(name)).containsExactly("client.create", "client.rotate", "client.revoke");
  }

  private UUID bootstrap() {
    return database
        .admin()
        .sql("SELECT id FROM control.api_client WHERE name = 'bootstrap'")
        .query(UUID.class)
        .single();
  }
}
