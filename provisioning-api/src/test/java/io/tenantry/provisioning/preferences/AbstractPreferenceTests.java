package io.tenantry.provisioning.preferences;

import io.tenantry.provisioning.AbstractApiTests;
import io.tenantry.provisioning.Api;
import io.tenantry.provisioning.Api.Answer;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Looks at preferences over the API and in the database. */
abstract class AbstractPreferenceTests extends AbstractApiTests {

  static final List<String> STANDARD =
      List.of(
          "currency",
          "locale",
          "mail.from-name",
          "mail.reply-to",
          "products.low-stock-alerts",
          "service.warranty-days",
          "support.level",
          "timezone");

  Answer change(UUID tenant, String body, String... headers) {
    return api().send("PATCH", path(tenant), body, headers);
  }

  static String path(UUID tenant) {
    return Api.TENANTS + "/" + tenant + "/preferences";
  }

  static JsonNode value(Answer answer, String key) {
    return answer.json().path("values").path(key);
  }

  static List<String> names(Answer answer) {
    return List.copyOf(answer.json().path("values").propertyNames());
  }

  static List<String> defaults(Answer answer) {
    return answer.json().path("defaults").valueStream().map(JsonNode::asString).toList();
  }

  JsonNode stored(UUID tenant) {
    return JsonMapper.shared()
        .readTree(
            database
                .admin()
                .sql("SELECT preferences::text FROM control.tenant WHERE id = :id")
                .param("id", tenant)
                .query(String.class)
                .single());
  }
}
