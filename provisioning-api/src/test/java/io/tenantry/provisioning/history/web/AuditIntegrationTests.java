package io.tenantry.provisioning.history.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.provisioning.AbstractApiTests;
import io.tenantry.provisioning.Api.Answer;
import io.tenantry.registry.TenantStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class AuditIntegrationTests extends AbstractApiTests {

  private static final String PATH = "/api/v1/operations/audit";

  @Test
  void tellsWhoDidWhatToWhomAndFromWhere() {
    UUID tenant = tenant(TenantStatus.SUSPENDED);

    List<JsonNode> entries = items("?tenant=" + tenant);

    assertThat(entries.stream().map(entry -> entry.path("action").asString()))
        .containsExactly("tenant.suspend", "tenant.activate", "tenant.create");
    JsonNode entry = entries.getFirst();
    assertThat(entry.path("actor").asString()).isEqualTo("bootstrap");
    assertThat(entry.path("remoteAddress").asString()).isEqualTo("127.0.0.1");
    assertThat(entry.path("tenantId").asString()).isEqualTo(tenant.toString());
    assertThat(entry.path("detail").asString()).isEqualTo("unpaid");
    assertThat(entry.path("at").asString()).endsWith("Z");
  }

  @Test
  void filters() {
    UUID one = tenant(TenantStatus.ACTIVE);
    UUID other = tenant(TenantStatus.ACTIVE);

    assertThat(items("?tenant=" + one + "&action=tenant.create")).hasSize(1);
    assertThat(items("?tenant=" + one + "&actor=worker")).hasSize(1);
    assertThat(items("?tenant=" + one + "&actor=worker&action=tenant.create")).isEmpty();
    assertThat(items("?tenant=" + UUID.randomUUID())).isEmpty();
    assertThat(items("?actor=nobody")).isEmpty();
    assertThat(items("?action=tenant.activate&limit=2").stream().map(this::tenantOf))
        .containsExactly(other.toString(), one.toString());
  }

  @Test
  void pagesFromTheNewestToTheOldestAndKeepsItsPlace() {
    UUID tenant = tenant(TenantStatus.ACTIVE);
    api().order(tenant, "suspend", "{\"reason\": \"unpaid\"}");
    api().order(tenant, "resume", null);
    List<JsonNode> whole = items("?tenant=" + tenant);

    List<JsonNode> pages = new ArrayList<>();
    String cursor = "";
    do {
      Answer page = api().get(PATH + "?limit=1&tenant=" + tenant + cursor);
      page.json().path("items").forEach(pages::add);
      cursor =
          page.json().path("nextCursor").isNull() ? null : "&cursor=" + page.text("nextCursor");
      api().patch(tenant, "{\"name\": \"Name " + pages.size() + "\"}");
    } while (cursor != null);

    assertThat(whole).hasSize(4);
    assertThat(pages).isEqualTo(whole);
  }

  @Test
  void isForOperators() {
    assertThat(client("operations").get(PATH).status()).isEqualTo(200);
    Answer refused = client("tenants:read tenants:write").get(PATH);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.problem()).isEqualTo("scope-missing");
  }

  @ParameterizedTest
  @CsvSource({
    "limit=0, limit",
    "limit=201, limit",
    "limit=x, limit",
    "cursor=nonsense, cursor",
    "cursor=AAAA, cursor",
    "tenant=nonsense, tenant",
    "actor=a%00b, actor",
    "action=a%00b, action",
  })
  void namesTheParameterThatIsWrong(String query, String parameter) {
    Answer answer = api().get(PATH + "?" + query);

    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.text("field")).isEqualTo(parameter);
  }

  private List<JsonNode> items(String query) {
    Answer answer = api().get(PATH + query);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json().path("items").valueStream().toList();
  }

  private String tenantOf(JsonNode entry) {
    return entry.path("tenantId").asString();
  }
}
