package io.tenantry.messaging.inbound;

import io.tenantry.events.Message;
import java.util.UUID;

/**
 * A message that arrived and was understood.
 *
 * @param id the sender's message id; copies bear the same
 */
public record Inbound(UUID id, Message message) {}
