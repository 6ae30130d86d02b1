package io.tenantry.messaging.inbound;

import io.tenantry.events.MessageJson;
import io.tenantry.events.MessageTypes;
import io.tenantry.events.UnreadableMessageException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.amqp.core.Message;

/** Reads what the relay wrote. */
public final class InboundReader {

  private final MessageJson json;

  public InboundReader(MessageJson json) {
    this.json = json;
  }

  /**
   * @throws UnreadableMessageException if the id, the type or the data can't be understood
   */
  public Inbound read(Message message) {
    String type = message.getMessageProperties().getType();
    if (type == null) {
      throw new UnreadableMessageException("the message has no type", null);
    }
    var known =
        MessageTypes.find(type)
            .orElseThrow(() -> new UnreadableMessageException("unknown type " + type, null));
    return new Inbound(
        id(message.getMessageProperties().getMessageId()),
        json.read(new String(message.getBody(), StandardCharsets.UTF_8), known));
  }

  private static UUID id(@Nullable String text) {
    try {
      return UUID.fromString(String.valueOf(text));
    } catch (IllegalArgumentException e) {
      throw new UnreadableMessageException("the message id is no UUID: " + text, e);
    }
  }
}
