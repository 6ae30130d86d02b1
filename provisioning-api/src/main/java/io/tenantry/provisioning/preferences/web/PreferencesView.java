package io.tenantry.provisioning.preferences.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tenantry.provisioning.preferences.EffectivePreferences;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What holds for a tenant.
 *
 * @param values of all preferences by name
 * @param defaults names of those that were not chosen
 */
@Schema(name = "Preferences")
record PreferencesView(
    @Schema(example = "{\"locale\": \"es\", \"timezone\": \"UTC\"}")
        Map<String, @Nullable Object> values,
    @Schema(example = "[\"timezone\"]") List<String> defaults) {

  static PreferencesView of(EffectivePreferences effective) {
    return new PreferencesView(effective.values(), effective.defaults());
  }
}
