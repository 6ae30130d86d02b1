package io.tenantry.provisioning.tenants.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tenantry.provisioning.AbstractApiTests;
import io.tenantry.provisioning.Api;
import io.tenantry.provisioning.Api.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TenantsIntegrationTests extends AbstractApiTests {

  @Test
  void pagesFromTheNewestToTheOldest() {
    String word = unique("page");
    List<String> made = new ArrayList<>();
    for (int number = 0; number < 7; number++) {
      made.addFirst(signUp(word + " " + number));
    }

    List<String> seen = new ArrayList<>();
    String cursor = "";
    int pages = 0;
    do {
      Answer page = api().get(Api.TENANTS + "?limit=3&text=" + word + cursor);
      page.json().path("items").forEach(item -> seen.add(item.path("id").asString()));
      cursor =
          page.json().path("nextCursor").isNull() ? null : "&cursor=" + page.text("nextCursor");
      pages++;
    } while (cursor != null);

    assertThat(seen).containsExactlyElementsOf(made);
    assertThat(pages).isEqualTo(3);
  }

  @Test
  void keepsItsPlaceWhileNewTenantsArrive() {
    String word = unique("live");
    String old = signUp(word + " a");
    signUp(word + " b");
    Answer first = api().get(Api.TENANTS + "?limit=1&text=" + word);
    signUp(word + " c");

    Answer second =
        api().get(Api.TENANTS + "?limit=1&text=" + word + "&cursor=" + first.text("nextCursor"));

    assertThat(second.json().path("items").get(0).path("id").asString()).isEqualTo(old);
    assertThat(second.json().path("nextCursor").isNull()).isTrue();
  }

  @Test
  void filters() {
    String word = unique("filter");
    UUID active = api().signUp("{\"name\": \"" + word + " Uno\"}").id();
    api().signUp("{\"name\": \"" + word + " Dos\", \"type\": \"atelier\"}");
    activate(active);

    assertThat(count("text=" + word)).isEqualTo(2);
    assertThat(count("text=" + word.toUpperCase(Locale.ROOT) + "%20uno")).isEqualTo(1);
    assertThat(count("text=" + word + "&status=ACTIVE")).isEqualTo(1);
    assertThat(count("text=" + word + "&status=DELETED")).isZero();
    assertThat(count("text=" + word + "&type=atelier")).isEqualTo(1);
    assertThat(count("text=" + word + "&plan=free")).isEqualTo(2);
    assertThat(count("text=" + word + "&plan=gold")).isZero();
    assertThat(count("text=" + word + "-uno.localhost")).as("by domain").isEqualTo(1);
    assertThat(count("text=%25")).as("no wildcards").isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "limit=0, limit",
    "limit=201, limit",
    "limit=x, limit",
    "limit=99999999999, limit",
    "status=nonsense, status",
    "status=active, status",
    "cursor=nonsense, cursor",
    "cursor=AAAA, cursor",
    "cursor=%27%3B, cursor",
    "text=a%00b, text",
    "plan=a%00b, plan",
    "type=a%00b, type",
  })
  void namesTheParameterThatIsWrong(String query, String parameter) {
    Answer answer = api().get(Api.TENANTS + "?" + query);

    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.text("field")).isEqualTo(parameter);
    assertThat(answer.body()).doesNotContain("Exception").doesNotContain("java.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "?limit=abc   | limit: must be a whole number",
        "?status=NOPE | status: must be one of PENDING, ACTIVE, TRIAL, FAILED, SUSPENDED,"
            + " DELETING,",
        "?text=a%00b  | text: must be text without control characters",
        "/nonsense    | id: must be a UUID",
        "?text=%ff    | The request's parameters are not percent-encoded UTF-8.",
      },
      quoteCharacter = '`')
  void saysWhatAParameterMustBe(String path, String detail) {
    Answer answer = api().get(Api.TENANTS + path);

    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.problem()).isEqualTo("invalid-request");
    assertThat(answer.text("detail")).startsWith(detail);
  }

  @Test
  void findsNoTenantByAnUnknownOrMalformedId() {
    Answer unknown = api().tenant(UUID.randomUUID());
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.problem()).isEqualTo("tenant-not-found");

    Answer malformed = api().get(Api.TENANTS + "/nonsense");
    assertThat(malformed.status()).isEqualTo(400);
    assertThat(malformed.text("field")).isEqualTo("id");
  }

  /** Newer than those before: within a millisecond ids have no order. */
  private String signUp(String name) {
    String id = api().signUp("{\"name\": \"" + name + "\"}").text("id");
    long now = System.currentTimeMillis();
    await().until(() -> System.currentTimeMillis() > now);
    return id;
  }

  private int count(String query) {
    Answer answer = api().get(Api.TENANTS + "?" + query);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json().path("items").size();
  }
}
