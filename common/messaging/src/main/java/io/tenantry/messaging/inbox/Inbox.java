package io.tenantry.messaging.inbox;

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
}
