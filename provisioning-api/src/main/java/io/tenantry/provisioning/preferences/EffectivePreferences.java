package io.tenantry.provisioning.preferences;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What holds for a tenant.
 *
 * @param version of the tenant
 * @param values of all keys
 * @param defaults keys that have their default value because nothing was chosen
 */
public record EffectivePreferences(
    long version, Map<String, @Nullable Object> values, List<String> defaults) {}
