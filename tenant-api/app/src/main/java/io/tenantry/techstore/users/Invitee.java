package io.tenantry.techstore.users;

import org.jspecify.annotations.Nullable;

/**
 * Who is to be invited.
 *
 * @param name null if it is not known
 */
public record Invitee(String email, @Nullable String name, Role role) {}
