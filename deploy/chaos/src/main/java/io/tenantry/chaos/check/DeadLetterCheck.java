package io.tenantry.chaos.check;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;
import io.tenantry.chaos.cluster.RabbitPart;
import io.tenantry.events.Addresses;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What nobody could read is among the dead letters with its reason, and nothing else is: in the
 * registry, which takes them from the broker, and none is left there.
 */
final class DeadLetterCheck {

  private static final String NO_REASON = "nobody said why";

  private record Letter(String messageId, String type, String queue, String reason) {}

  private final JdbcClient admin;
  private final Violations violations;

  DeadLetterCheck(JdbcClient admin, Violations violations) {
    this.admin = admin;
    this.violations = violations;
  }

  /**
   * Reads them all.
   *
   * @param poisons ids of what was sent that nobody can read
   * @param owed those of them that must be there
   */
  void run(RabbitPart broker, Set<String> poisons, Set<String> owed) {
    left(broker);
    Set<String> found = new HashSet<>();
    for (Letter letter : letters()) {
      found.add(letter.messageId());
      if (!poisons.contains(letter.messageId())) {
        violations.add("dead-letter", letter.toString());
      } else if (letter.reason().equals(NO_REASON)) {
        violations.add("dead-letter-without-reason", letter.toString());
      }
    }
    owed.stream()
        .filter(id -> !found.contains(id))
        .forEach(id -> violations.add("poison-lost", id));
  }

  private List<Letter> letters() {
    return admin
        .sql(
            """
            SELECT coalesce(message_id, '') AS message_id, coalesce(type, '') AS type,
                   coalesce(queue, '') AS queue, reason
            FROM control.dead_letter ORDER BY id
            """)
        .query(Letter.class)
        .list();
  }

  private void left(RabbitPart broker) {
    try (Connection connection = broker.connect();
        Channel channel = connection.createChannel()) {
      GetResponse letter = channel.basicGet(new Addresses("").deadLetters(), true);
      if (letter != null) {
        violations.add("dead-letter-not-collected", letter.getProps().toString());
      }
    } catch (IOException | TimeoutException e) {
      violations.add("dead-letters-unreadable", e.toString());
    }
  }
}
