package io.tenantry.provisioning.clients;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody whose key we know.
 *
 * @param scopes what it may do, by {@link Scope#text()}
 * @param requestsPerMinute its own limit; null for that of the installation, 0 for none
 */
public record ApiClient(
    UUID id, String name, List<String> scopes, @Nullable Integer requestsPerMinute) {}
