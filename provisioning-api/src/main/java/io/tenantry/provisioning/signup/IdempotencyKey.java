package io.tenantry.provisioning.signup;

import java.util.UUID;

/**
 * A caller's name for one request, so that it can be repeated without harm.
 *
 * @param client whose key it is; others may use the same text
 * @param bodyHash tells a repeat from another request
 */
public record IdempotencyKey(UUID client, String text, byte[] bodyHash) {}
