package io.tenantry.messaging.inbox;

import io.tenantry.messaging.outbox.Alongside;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Remembers, in the transaction of the effect, which messages a consumer has done. */
public class Inbox {

  private final JdbcClient jdbc;

  public Inbox(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Whether this message is new to this consumer. A copy that arrives while the first is being
   * worked on waits for that transaction's end.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean accept(String consumer, UUID messageId) {
    return jdbc.sql(
                """
                INSERT INTO control.inbox (consumer, message_id) VALUES (:consumer, :id)
                ON CONFLICT DO NOTHING
                """)
            .param("consumer", consumer)
            .param("id", messageId)
            .update()
        == 1;
  }

  /**
   * The note that a message is done, to be written with the event of its effect: where something
   * else, such as the tenant's status, has told already that it is new. A second one is an error.
   */
  public Alongside done(String consumer, UUID messageId) {
    return new Alongside(
        "INSERT INTO control.inbox (consumer, message_id) VALUES (:consumer, :done)",
        Map.of("consumer", consumer, "done", messageId));
  }
}
