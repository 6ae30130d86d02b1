package io.tenantry.registry;

import org.jspecify.annotations.Nullable;

/**
 * Who does something, for the audit log.
 *
 * @param name an API client's name, or a part of Tenantry such as {@code worker}
 * @param remoteAddress where the request came from
 */
public record Actor(String name, @Nullable String remoteAddress) {}
