package io.tenantry.registry;

import org.jspecify.annotations.Nullable;

/** The person at the customer's who signed up. */
public record Contact(@Nullable String name, @Nullable String email) {}
