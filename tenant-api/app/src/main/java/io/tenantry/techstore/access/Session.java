package io.tenantry.techstore.access;

import io.tenantry.techstore.users.Role;
import java.util.UUID;

/**
 * A user's log-in and what continues it.
 *
 * @param family that its refresh tokens belong to
 */
record Session(UUID family, long user, Role role) {}
