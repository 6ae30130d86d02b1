package io.tenantry.messaging.relay;

import com.rabbitmq.client.BlockedListener;
import org.jspecify.annotations.Nullable;
import org.springframework.amqp.rabbit.connection.Connection;
import org.springframework.amqp.rabbit.connection.ConnectionListener;

/**
 * Whether the broker takes messages at all. One that lacks disk or memory says so and reads no
 * more: what is sent all the same is not confirmed, and in the end the sender hangs in the socket.
 */
final class BrokerAlarm implements ConnectionListener, BlockedListener {

  private volatile Runnable whenOver = () -> {};
  private volatile @Nullable String reason;

  /** Does it whenever an alarm is over. */
  void whenOver(Runnable action) {
    whenOver = action;
  }

  /**
   * @throws BrokerUnavailableException while the broker takes none
   */
  void requireNone() {
    String current = reason;
    if (current != null) {
      throw new BrokerUnavailableException("the broker takes no messages: " + current);
    }
  }

  @Override
  public void onCreate(Connection connection) {
    reason = null;
    connection.addBlockedListener(this);
  }

  @Override
  public void handleBlocked(String why) {
    reason = why;
  }

  @Override
  public void handleUnblocked() {
    reason = null;
    whenOver.run();
  }
}
