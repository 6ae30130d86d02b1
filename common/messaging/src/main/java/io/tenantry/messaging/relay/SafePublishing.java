package io.tenantry.messaging.relay;

import java.util.ArrayList;
import java.util.List;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.boot.amqp.autoconfigure.RabbitProperties;

/** Without confirms and returns a relay would remove what nobody got: then it does not start. */
final class SafePublishing {

  private SafePublishing() {}

  /**
   * @throws UnsafePublishingException naming every setting that is missing
   */
  static void require(RabbitProperties rabbit, ConnectionFactory connections) {
    List<String> missing = new ArrayList<>();
    if (!connections.isPublisherConfirms()) {
      missing.add("spring.rabbitmq.publisher-confirm-type=correlated");
    }
    if (!connections.isPublisherReturns()) {
      missing.add("spring.rabbitmq.publisher-returns=true");
    }
    if (!Boolean.TRUE.equals(rabbit.getTemplate().getMandatory())) {
      missing.add("spring.rabbitmq.template.mandatory=true");
    }
    if (!missing.isEmpty()) {
      throw new UnsafePublishingException(missing);
    }
  }
}
