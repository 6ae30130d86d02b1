package io.tenantry.provisioning.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.awaitility.Awaitility.await;

import io.tenantry.events.Addresses;
import io.tenantry.events.MessageJson;
import io.tenantry.events.UsageReported;
import io.tenantry.events.UsageReported.Entry;
import io.tenantry.provisioning.AbstractApiTests;
import io.tenantry.provisioning.Api.Answer;
import io.tenantry.registry.TenantStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Usage over HTTP; the test plays the tenant application on the broker. */
class UsageIntegrationTests extends AbstractApiTests {

  private static final LocalDate DAY = LocalDate.of(2025, 3, 1);
  private static final String USAGE = "/api/v1/usage";

  @Autowired private RabbitTemplate rabbit;
  @Autowired private UsageBook book;

  @Test
  void addsReportsUpOnceAndKeepsWhatWasCountedLast() {
    UUID tenant = tenant(TenantStatus.ACTIVE);
    UUID copied = UUID.randomUUID();
    tell(copied, report(tenant, DAY, 5, 2L));
    tell(copied, report(tenant, DAY, 5, 2L));
    tell(UUID.randomUUID(), report(tenant, DAY, 7, null));
    tell(UUID.randomUUID(), report(tenant, DAY.plusDays(1), 1, 3L));

    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(() -> assertThat(days(tenant).size()).isEqualTo(2));
    await().untilAsserted(() -> assertThat(requests(tenant, 0)).isEqualTo(12));
    JsonNode first = days(tenant).path(0);
    assertThat(first.path("day").asString()).isEqualTo("2025-03-01");
    assertThat(first.path("users").asLong()).isEqualTo(2);
    assertThat(first.path("products").isNull()).isTrue();
    assertThat(days(tenant).path(1).path("users").asLong()).isEqualTo(3);
  }

  @Test
  void whatCannotBeReadOrIsOfNobodyHoldsNothingUp() {
    UUID tenant = tenant(TenantStatus.ACTIVE);
    send(UUID.randomUUID(), "{\"entries\":[{\"tenantId\":\"" + tenant + "\",\"requests\":-1}]}");
    tell(UUID.randomUUID(), report(UUID.randomUUID(), DAY, 9, null));
    tell(UUID.randomUUID(), report(tenant, DAY, 4, null));

    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(() -> assertThat(requests(tenant, 0)).isEqualTo(4));
  }

  @Test
  void aReportThatTheDatabaseRefusesIsPutAsideWithTheReasonAndHoldsNothingUp() {
    UUID tenant = tenant(TenantStatus.ACTIVE);
    UUID tooMany = UUID.randomUUID();
    tell(UUID.randomUUID(), report(tenant, DAY, Long.MAX_VALUE - 1, null));
    tell(tooMany, report(tenant, DAY, Long.MAX_VALUE, null));
    tell(UUID.randomUUID(), report(tenant, DAY, 1, null));

    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(() -> assertThat(requests(tenant, 0)).isEqualTo(Long.MAX_VALUE));
    assertThat(
            await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> reasons(tooMany), found -> !found.isEmpty()))
        .singleElement(STRING)
        .contains("out of range");
  }

  @Test
  void pagesThroughAllTenantsByDayAndExportsTheSameAsCsv() {
    LocalDate day = LocalDate.of(2024, 5, 5);
    List<UUID> tenants =
        IntStream.range(0, 5).mapToObj(n -> tenant(TenantStatus.ACTIVE)).sorted().toList();
    for (UUID tenant : tenants) {
      book.record(UUID.randomUUID(), report(tenant, day, 1, 1L));
      book.record(UUID.randomUUID(), report(tenant, day.plusDays(1), 2, null));
    }
    String range = "?from=2024-05-05&to=2024-05-06";
    StringBuilder paged = new StringBuilder();
    String cursor = "";
    int pages = 0;
    while (cursor != null) {
      JsonNode page = api().get(USAGE + range + "&limit=3" + cursor).json();
      page.path("items").forEach(item -> paged.append(line(item)));
      cursor =
          page.path("nextCursor").isNull() ? null : "&cursor=" + page.path("nextCursor").asString();
      pages++;
    }
    assertThat(pages).isEqualTo(4);

    Answer csv = api().get(USAGE + range, "Accept", "text/csv");
    assertThat(csv.status()).as(csv.body()).isEqualTo(200);
    assertThat(csv.header("Content-Type")).startsWith("text/csv");
    assertThat(csv.body())
        .isEqualTo("day,tenantId,schemaName,requests,users,products,storageBytes\r\n" + paged);
    assertThat(csv.body().lines()).hasSize(11);

    String one = "/api/v1/tenants/" + tenants.getFirst() + "/usage" + range;
    assertThat(api().get(one, "Accept", "text/csv").body().lines()).hasSize(3);
    assertThat(api().get(one, "Accept", "*/*").json().path("items").size()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "from=2026-02-02&to=2026-02-01, from",
    "from=2024-01-01&to=2026-02-01, from",
    "from=2024-01-01&to=2025-01-01, from",
    "from=%2B999999999-12-31&to=%2B999999999-12-31, to",
    "to=%2B999999999-12-31, to",
    "to=-999999999-01-01, to",
    "from=-999999999-01-01, from",
    "from=yesterday, from",
    "limit=0, limit",
    "cursor=x, cursor",
    "cursor=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA, cursor"
  })
  void saysWhichParameterIsWrong(String query, String field) {
    Answer answer = api().get(USAGE + "?" + query);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.problem()).isEqualTo("invalid-request");
    assertThat(answer.text("field")).isEqualTo(field);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"from=2024-01-01&to=2024-12-31", "from=9999-12-31&to=9999-12-31", "to=0001-01-01"})
  void takesAWholeLeapYearAndTheFarEnds(String query) {
    assertThat(api().get(USAGE + "?" + query).status()).isEqualTo(200);
    assertThat(api().get(USAGE + "?" + query, "Accept", "text/csv").status()).isEqualTo(200);
  }

  @Test
  void needsTheScopeToReadAndATenantThatIsThere() {
    assertThat(client("tenants:create").get(USAGE).problem()).isEqualTo("scope-missing");
    assertThat(client("tenants:read").get(USAGE).status()).isEqualTo(200);
    assertThat(client("operations").get(USAGE).status()).isEqualTo(200);
    String nobody = "/api/v1/tenants/" + UUID.randomUUID() + "/usage";
    assertThat(api().get(nobody).problem()).isEqualTo("tenant-not-found");
  }

  private List<String> reasons(UUID message) {
    return database
        .admin()
        .sql("SELECT reason FROM control.dead_letter WHERE message_id = :id")
        .param("id", message.toString())
        .query(String.class)
        .list();
  }

  private static UsageReported report(UUID tenant, LocalDate day, long requests, Long users) {
    return new UsageReported(List.of(new Entry(tenant, day, requests, users, null, null)));
  }

  private void tell(UUID id, UsageReported report) {
    send(id, new MessageJson().write(report));
  }

  private void send(UUID id, String data) {
    rabbit.send(
        new Addresses(database.schemaPrefix()).events(),
        "usage.reported",
        MessageBuilder.withBody(data.getBytes(StandardCharsets.UTF_8))
            .setMessageId(id.toString())
            .setType("usage.reported")
            .build());
  }

  private JsonNode days(UUID tenant) {
    String path = "/api/v1/tenants/" + tenant + "/usage?from=2025-02-01&to=2025-04-01";
    return api().get(path).json().path("items");
  }

  private long requests(UUID tenant, int index) {
    return days(tenant).path(index).path("requests").asLong();
  }

  private static String line(JsonNode item) {
    return "%s,%s,%s,%d,%s,,\r\n"
        .formatted(
            item.path("day").asString(),
            item.path("tenantId").asString(),
            item.path("schemaName").asString(),
            item.path("requests").asLong(),
            item.path("users").isNull() ? "" : item.path("users").asString());
  }
}
