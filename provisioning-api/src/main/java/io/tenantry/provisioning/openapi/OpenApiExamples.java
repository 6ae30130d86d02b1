package io.tenantry.provisioning.openapi;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Schema;
import java.io.IOException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Gives every member of every body an example, so that each body has one as a whole. They stand in
 * {@code openapi-examples.properties}, as JSON by the member's name, or by {@code Schema.member}
 * where a name means different things; those on the members themselves come first.
 */
@Component
class OpenApiExamples implements OpenApiCustomizer {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final Properties examples;

  OpenApiExamples() throws IOException {
    this.examples =
        PropertiesLoaderUtils.loadProperties(
            new ClassPathResource("openapi-examples.properties", OpenApiExamples.class));
  }

  @Override
  public void customise(OpenAPI api) {
    api.getComponents().getSchemas().forEach(this::addTo);
  }

  private void addTo(String name, Schema<?> schema) {
    if (schema.getProperties() != null) {
      schema.getProperties().forEach((member, of) -> addTo(name, member, of));
    }
    if (schema.getAllOf() != null) {
      schema.getAllOf().forEach(part -> addTo(name, part));
    }
  }

  private void addTo(String name, String member, Schema<?> schema) {
    if (schema.getProperties() != null) {
      addTo(member, schema);
    } else if (isLeaf(schema) && schema.getExample() == null) {
      String example = examples.getProperty(name + '.' + member, examples.getProperty(member));
      if (example != null) {
        schema.setExample(JSON.readValue(example, Object.class));
      }
    }
  }

  /** What refers to another body has that one's examples. */
  private static boolean isLeaf(Schema<?> schema) {
    return !refers(schema)
        && !refers(schema.getItems())
        && (schema.getAnyOf() == null
            || schema.getAnyOf().stream().noneMatch(OpenApiExamples::refers))
        && !(schema.getAdditionalProperties() instanceof Schema<?> values && refers(values))
        && (schema.getItems() == null || schema.getItems().getOneOf() == null)
        && (schema.getItems() == null || schema.getItems().getProperties() == null);
  }

  private static boolean refers(@Nullable Schema<?> schema) {
    return schema != null && schema.get$ref() != null;
  }
}
