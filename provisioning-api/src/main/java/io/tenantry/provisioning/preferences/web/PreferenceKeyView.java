package io.tenantry.provisioning.preferences.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import io.tenantry.provisioning.preferences.PreferenceKey;
import io.tenantry.provisioning.preferences.PreferenceType;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A preference that there is, as callers see it. Bounds are there where the type has them.
 *
 * @param defaultValue null for nothing
 * @param pattern that a whole value must match
 */
@Schema(name = "PreferenceKey")
record PreferenceKeyView(
    @Schema(example = "locale") String name,
    String description,
    @Schema(allowableValues = {"boolean", "integer", "string", "enum", "timezone", "currency"})
        String type,
    @JsonProperty("default") @Schema(nullable = true) @Nullable Object defaultValue,
    List<PreferenceKey.Changer> changeableBy,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long minimum,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long maximum,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer maxLength,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String pattern,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<String> values) {

  static PreferenceKeyView of(PreferenceKey key) {
    return switch (key.type()) {
      case PreferenceType.Whole whole ->
          of(key, whole.minimum(), whole.maximum(), null, null, null);
      case PreferenceType.Text text -> of(key, null, null, text.maxLength(), text.pattern(), null);
      case PreferenceType.OneOf oneOf -> of(key, null, null, null, null, oneOf.values());
      case PreferenceType.Bool _, PreferenceType.TimeZone _, PreferenceType.CurrencyCode _ ->
          of(key, null, null, null, null, null);
    };
  }

  private static PreferenceKeyView of(
      PreferenceKey key,
      @Nullable Long minimum,
      @Nullable Long maximum,
      @Nullable Integer maxLength,
      @Nullable Pattern pattern,
      @Nullable List<String> values) {
    return new PreferenceKeyView(
        key.name(),
        key.description(),
        key.type().name(),
        key.defaultValue(),
        key.changeableBy().stream().sorted().toList(),
        minimum,
        maximum,
        maxLength,
        pattern == null ? null : "^(?:" + pattern.pattern() + ")$",
        values);
  }
}
