package io.tenantry.messaging.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.events.MessageJson;
import io.tenantry.events.ProvisionTenant;
import io.tenantry.events.UnreadableMessageException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageBuilder;

class InboundReaderUnitTests {

  private final InboundReader reader = new InboundReader(new MessageJson());
  private final UUID id = UUID.randomUUID();

  @Test
  void readsAMessageOfAKnownType() {
    String data = "{\"tenantId\":\"%s\",\"addedLater\":1}".formatted(id);
    assertThat(reader.read(message("provision-tenant", id.toString(), data)))
        .isEqualTo(new Inbound(id, new ProvisionTenant(id)));
  }

  @Test
  void saysWhatMakesAMessageUnreadable() {
    assertUnreadable(message("tenant.exploded", id.toString(), "{}"), "unknown type");
    assertUnreadable(message(null, id.toString(), "{}"), "no type");
    assertUnreadable(
        message("provision-tenant", "7", "{\"tenantId\":\"%s\"}".formatted(id)), "no UUID");
    assertUnreadable(message("provision-tenant", id.toString(), "<xml/>"), "");
    assertUnreadable(message("provision-tenant", id.toString(), "{}"), "tenantId");
  }

  private void assertUnreadable(Message message, String reason) {
    assertThatThrownBy(() -> reader.read(message))
        .isInstanceOf(UnreadableMessageException.class)
        .hasMessageContaining(reason);
  }

  private static Message message(String type, String id, String data) {
    return MessageBuilder.withBody(data.getBytes(StandardCharsets.UTF_8))
        .setType(type)
        .setMessageId(id)
        .build();
  }
}
