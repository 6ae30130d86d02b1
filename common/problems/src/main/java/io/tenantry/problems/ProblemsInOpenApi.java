package io.tenantry.problems;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;

/**
 * What holds for every service's document: how refusals look, and patterns that others can read.
 */
final class ProblemsInOpenApi implements OpenApiCustomizer {

  private static final String PROBLEM = "Problem";
  private static final String NULL = "null";

  private static final String REFERENCE = "#/components/schemas/" + PROBLEM;

  @Override
  public void customise(OpenAPI api) {
    Components components = Objects.requireNonNullElseGet(api.getComponents(), Components::new);
    api.setComponents(components);
    if (components.getSchemas() != null) {
      components.getSchemas().values().forEach(ProblemsInOpenApi::anchor);
      components.getSchemas().values().forEach(ProblemsInOpenApi::allowNull);
    }
    components.addSchemas(PROBLEM, problem());
    api.getPaths()
        .values()
        .forEach(path -> path.readOperations().forEach(ProblemsInOpenApi::complete));
  }

  private static void complete(Operation operation) {
    if (operation.getParameters() != null) {
      operation.getParameters().forEach(parameter -> anchor(parameter.getSchema()));
    }
    var problem = new MediaType().schema(new Schema<>().$ref(REFERENCE));
    operation
        .getResponses()
        .addApiResponse(
            ApiResponses.DEFAULT,
            new ApiResponse()
                .description("Refused, or not possible; type tells why")
                .content(new Content().addMediaType("application/problem+json", problem)));
  }

  /** Bean Validation matches the whole of a text, JSON Schema any part of it. */
  private static void anchor(@Nullable Schema<?> schema) {
    if (schema == null) {
      return;
    }
    if (schema.getPattern() != null && !schema.getPattern().startsWith("^")) {
      schema.setPattern("^(?:" + schema.getPattern() + ")$");
    }
    anchor(schema.getItems());
    if (schema.getProperties() != null) {
      schema.getProperties().values().forEach(ProblemsInOpenApi::anchor);
    }
  }

  /** A reference beside the type null would ask for both at once. */
  private static void allowNull(Schema<?> schema) {
    if (schema.getProperties() != null) {
      schema.getProperties().replaceAll((name, member) -> orNull(member));
    }
  }

  private static Schema<?> orNull(Schema<?> member) {
    if (member.get$ref() == null
        || member.getTypes() == null
        || !member.getTypes().contains(NULL)) {
      return member;
    }
    return new JsonSchema()
        .anyOf(
            List.of(new JsonSchema().$ref(member.get$ref()), new JsonSchema().types(Set.of(NULL))));
  }

  private static Schema<?> problem() {
    var error =
        new ObjectSchema()
            .addProperty("field", new StringSchema())
            .addProperty("detail", new StringSchema());
    return new ObjectSchema()
        .description("RFC 9457")
        .addProperty("type", new StringSchema().example("urn:tenantry:problem:invalid-request"))
        .addProperty("title", new StringSchema().example("Bad Request"))
        .addProperty("status", new IntegerSchema().example(400))
        .addProperty("detail", new StringSchema().example("name: is missing"))
        .addProperty("instance", new StringSchema().example("/api/v1/tenants"))
        .addProperty(
            "field", new StringSchema().description("The member that is refused").example("name"))
        .addProperty(
            "errors",
            new ArraySchema()
                .items(error)
                .example(List.of(Map.of("field", "name", "detail", "is missing"))));
  }
}
