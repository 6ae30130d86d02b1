package io.tenantry.chaos.check;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;
import io.tenantry.chaos.cluster.RabbitPart;
import io.tenantry.events.Addresses;
import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/** What nobody could read is among the dead letters with its reason, and nothing else is. */
final class DeadLetterCheck {

  private final Violations violations;

  DeadLetterCheck(Violations violations) {
    this.violations = violations;
  }

  /**
   * Reads them all.
   *
   * @param poisons ids of what was sent that nobody can read, and when
   * @param wipedAt when the broker lost everything, or 0
   */
  void run(RabbitPart broker, Map<String, Long> poisons, long wipedAt) {
    Set<String> found = new HashSet<>();
    try (Connection connection = broker.connect();
        Channel channel = connection.createChannel()) {
      String queue = new Addresses("").deadLetters();
      for (GetResponse letter = channel.basicGet(queue, true);
          letter != null;
          letter = channel.basicGet(queue, true)) {
        String id = String.valueOf(letter.getProps().getMessageId());
        Map<String, Object> headers = letter.getProps().getHeaders();
        found.add(id);
        if (!poisons.containsKey(id)) {
          violations.add("dead-letter", id + " " + letter.getProps().getType() + " " + headers);
        } else if (headers == null
            || !(headers.containsKey("tenantry-reason") || headers.containsKey("x-death"))) {
          violations.add("dead-letter-without-reason", id);
        }
      }
    } catch (IOException | TimeoutException e) {
      violations.add("dead-letters-unreadable", e.toString());
      return;
    }
    poisons.forEach(
        (id, sentAt) -> {
          boolean lost = wipedAt != 0 && sentAt - wipedAt < 0;
          if (!lost && !found.contains(id)) {
            violations.add("poison-lost", id);
          }
        });
  }
}
