package io.tenantry.provisioning.openapi;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;

/** What holds for the whole API: keys, and which refusals to expect. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

  private static final String KEY = "apiKey";
  private static final String PROBLEM = "Problem";
  private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
  private static final Map<String, String> REFUSALS =
      new TreeMap<>(
          Map.of(
              "400", "Something in the request is wrong; field names it",
              "401", "No key, or an unknown one",
              "403", "The client lacks the scope",
              "429", "Too many requests; Retry-After says when to try again",
              "503", "Not possible at the moment; Retry-After says when to try again"));

  @Bean
  OpenAPI description() {
    return new OpenAPI()
        .info(
            new Info()
                .title("Tenantry provisioning API")
                .version("v1")
                .description("Signs up tenants and tells what becomes of them."))
        .servers(List.of(new Server().url("/")))
        .addSecurityItem(new SecurityRequirement().addList(KEY))
        .components(
            new Components()
                .addSecuritySchemes(
                    KEY, new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer")));
  }

  @Bean
  OpenApiCustomizer refusals() {
    return api ->
        api.getPaths()
            .forEach(
                (path, item) ->
                    item.readOperationsMap()
                        .forEach(
                            (method, operation) -> {
                              operation.setOperationId(id(method.name(), path));
                              addRefusals(path, operation);
                            }));
  }

  /** Such as postTenantsIdSuspend: a generated client's names must not depend on others' order. */
  private static String id(String method, String path) {
    return method.toLowerCase(Locale.ROOT)
        + Arrays.stream(path.replaceFirst("^/api/v1/", "").split("[^A-Za-z]+"))
            .filter(word -> !word.isEmpty())
            .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
            .collect(Collectors.joining());
  }

  private static void addRefusals(String path, Operation operation) {
    REFUSALS.forEach((code, description) -> add(operation, code, description));
    if (path.contains("{")) {
      add(operation, "404", path.contains("/tenants/") ? "There is no such tenant" : "Not there");
    }
    if (operation.getRequestBody() != null) {
      add(operation, "409", "A name is taken, or the tenant's status does not allow it");
      add(operation, "413", "The body is too large");
    }
    if (takes(operation, IDEMPOTENCY_KEY)) {
      add(operation, "422", "The Idempotency-Key came with another body before");
    }
    if (takes(operation, HttpHeaders.IF_MATCH)) {
      add(operation, "412", "The tenant has changed since it had the ETag of If-Match");
    }
  }

  private static boolean takes(Operation operation, String header) {
    return operation.getParameters() != null
        && operation.getParameters().stream()
            .anyMatch(parameter -> header.equals(parameter.getName()));
  }

  private static void add(Operation operation, String code, String description) {
    var content =
        new Content()
            .addMediaType(
                "application/problem+json",
                new MediaType().schema(new Schema<>().$ref("#/components/schemas/" + PROBLEM)));
    operation
        .getResponses()
        .addApiResponse(code, new ApiResponse().description(description).content(content));
  }
}
