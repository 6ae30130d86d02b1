package io.tenantry.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

class OpenApiIntegrationTests extends AbstractApiTests {

  @Autowired
  @Qualifier("requestMappingHandlerMapping")
  private RequestMappingHandlerMapping mappings;

  @Test
  void describesEveryOperationWithKeysAndProblems() {
    JsonNode document = api().withKey(null).get("/v3/api-docs").json();

    assertThat(document.path("components").path("securitySchemes").path("apiKey").path("scheme"))
        .hasToString("\"bearer\"");
    assertThat(document.path("security").get(0).has("apiKey")).isTrue();
    assertThat(document.path("servers").get(0).path("url").asString()).isEqualTo("/");
    Set<String> described =
        document
            .path("paths")
            .propertyStream()
            .flatMap(
                path ->
                    path.getValue().propertyNames().stream()
                        .map(method -> method + " " + path.getKey()))
            .collect(Collectors.toSet());
    assertThat(described).containsExactlyInAnyOrderElementsOf(operations());
    document
        .path("paths")
        .forEach(
            path ->
                path.forEach(
                    operation -> {
                      assertThat(operation.path("summary").asString()).isNotBlank();
                      assertThat(operation.path("responses").propertyNames())
                          .contains("400", "401", "403", "503");
                    }));
    assertThat(document.toString()).doesNotContain("io.tenantry");
  }

  @Test
  void leavesNoReferenceOpen() {
    JsonNode document = api().withKey(null).get("/v3/api-docs").json();
    List<String> references = document.findValuesAsString("$ref");

    assertThat(references)
        .contains("#/components/schemas/Problem")
        .allSatisfy(
            reference ->
                assertThat(document.at(reference.substring(1)).isObject()).as(reference).isTrue());
  }

  @Test
  void tellsWhatMayBeNullAndAnchorsPatterns() {
    JsonNode document = api().withKey(null).get("/v3/api-docs").json();
    JsonNode schemas = document.path("components").path("schemas");

    for (String member : List.of("statusReason", "activatedAt", "trialEndsAt")) {
      assertThat(types(schemas.path("Tenant").path("properties").path(member)))
          .as(member)
          .containsExactlyInAnyOrder("string", "null");
    }
    assertThat(types(schemas.path("TenantPage").path("properties").path("nextCursor")))
        .containsExactlyInAnyOrder("string", "null");
    // A schema may have a property of that name.
    assertThat(
            document.findValues("pattern").stream()
                .filter(JsonNode::isString)
                .map(JsonNode::asString))
        .isNotEmpty()
        .allSatisfy(pattern -> assertThat(pattern).startsWith("^").endsWith("$"));
  }

  @Test
  void describesOperationsOnATenant() {
    JsonNode document = api().withKey(null).get("/v3/api-docs").json();
    JsonNode schemas = document.path("components").path("schemas");
    assertThat(schemas.path("Tenant").path("properties").path("contact"))
        .hasToString(
            "{\"anyOf\":[{\"$ref\":\"#/components/schemas/Contact\"},{\"type\":\"null\"}]}");
    assertThat(schemas.path("TenantPatch").path("properties").path("name").path("maxLength"))
        .hasToString("200");
    assertThat(types(schemas.path("ContactPatch").path("properties").path("email")))
        .contains("string", "null");
    assertThat(
            schemas
                .path("HistoryPage")
                .path("properties")
                .path("items")
                .path("items")
                .path("oneOf"))
        .hasSize(3);
    for (String operation : List.of("suspend", "resume", "retry", "convert", "extend-trial", "")) {
      JsonNode methods = document.path("paths").path(path(operation));
      JsonNode order = methods.has("post") ? methods.path("post") : methods.path("patch");
      assertThat(order.path("parameters").findValuesAsString("name")).contains("If-Match");
      assertThat(order.path("responses").propertyNames()).contains("200", "404", "409", "412");
      assertThat(order.path("requestBody").path("content").has("application/json")).isTrue();
    }
  }

  private static String path(String operation) {
    return "/api/v1/tenants/{id}" + (operation.isEmpty() ? "" : "/" + operation);
  }

  @Test
  void isThereAsYamlToo() {
    assertThat(api().withKey(null).get("/v3/api-docs.yaml").body()).startsWith("openapi: 3");
  }

  private static List<String> types(JsonNode schema) {
    return schema.path("type").valueStream().map(JsonNode::asString).toList();
  }

  private Set<String> operations() {
    return mappings.getHandlerMethods().keySet().stream()
        .flatMap(
            mapping ->
                mapping.getPatternValues().stream()
                    .filter(path -> path.startsWith("/api/"))
                    .flatMap(
                        path ->
                            mapping.getMethodsCondition().getMethods().stream()
                                .map(RequestMethod::name)
                                .map(method -> method.toLowerCase(Locale.ROOT) + " " + path)))
        .collect(Collectors.toSet());
  }
}
