package io.tenantry.provisioning.clients;

import java.util.List;
import java.util.UUID;

/**
 * Somebody whose key we know.
 *
 * @param scopes what it may do, by {@link Scope#text()}
 */
public record ApiClient(UUID id, String name, List<String> scopes) {}
