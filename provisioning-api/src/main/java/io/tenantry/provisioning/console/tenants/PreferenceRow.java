package io.tenantry.provisioning.console.tenants;

import io.tenantry.provisioning.preferences.EffectivePreferences;
import io.tenantry.provisioning.preferences.PreferenceKey;
import io.tenantry.provisioning.preferences.PreferenceType;
import java.util.List;

/**
 * A preference as a form shows it.
 *
 * @param value as text; empty for none
 * @param choices what it can be, where that is a short list
 */
record PreferenceRow(
    String name,
    String description,
    String value,
    boolean chosen,
    List<String> choices,
    boolean number) {

  static PreferenceRow of(PreferenceKey key, EffectivePreferences effective) {
    Object value = effective.values().get(key.name());
    return new PreferenceRow(
        key.name(),
        key.description(),
        value == null ? "" : value.toString(),
        !effective.defaults().contains(key.name()),
        switch (key.type()) {
          case PreferenceType.Bool _ -> List.of("true", "false");
          case PreferenceType.OneOf(List<String> values) -> values;
          case PreferenceType.Whole _,
              PreferenceType.Text _,
              PreferenceType.TimeZone _,
              PreferenceType.CurrencyCode _ ->
              List.of();
        },
        key.type() instanceof PreferenceType.Whole);
  }

  /** What a form's text stands for in JSON; what is no number is told by the key itself. */
  static Object read(PreferenceType type, String text) {
    return switch (type) {
      case PreferenceType.Bool _ when "true".equals(text) || "false".equals(text) ->
          Boolean.valueOf(text);
      case PreferenceType.Whole _ when text.matches("-?\\d{1,18}") -> Long.valueOf(text);
      case PreferenceType.Bool _,
          PreferenceType.Whole _,
          PreferenceType.OneOf _,
          PreferenceType.Text _,
          PreferenceType.TimeZone _,
          PreferenceType.CurrencyCode _ ->
          text;
    };
  }
}
