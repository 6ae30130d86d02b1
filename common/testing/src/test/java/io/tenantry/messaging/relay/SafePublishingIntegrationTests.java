package io.tenantry.messaging.relay;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.testing.Infrastructure;
import io.tenantry.testing.TestDatabase;
import org.junit.jupiter.api.Test;

class SafePublishingIntegrationTests {

  @Test
  void namesEverySettingThatIsMissingAndDoesNotStart() {
    var broker = Infrastructure.get().broker();
    try (TestDatabase database = TestDatabase.withControlSchema()) {
      assertThatThrownBy(
              () ->
                  new RelayNode(
                          database,
                          broker,
                          true,
                          "spring.rabbitmq.publisher-confirm-type=none",
                          "spring.rabbitmq.publisher-returns=false",
                          "spring.rabbitmq.template.mandatory=false")
                      .close())
          .rootCause()
          .isInstanceOf(UnsafePublishingException.class)
          .hasMessageContaining("publisher-confirm-type=correlated")
          .hasMessageContaining("publisher-returns=true")
          .hasMessageContaining("template.mandatory=true");
    }
  }
}
