package io.tenantry.messaging;

import io.micrometer.core.instrument.MeterRegistry;
import io.tenantry.events.Addresses;
import io.tenantry.events.MessageJson;
import io.tenantry.messaging.inbound.DeadLetters;
import io.tenantry.messaging.inbound.InboundReader;
import io.tenantry.messaging.inbox.Inbox;
import io.tenantry.messaging.outbox.Outbox;
import io.tenantry.tracing.MessageTraces;
import java.time.Clock;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.boot.amqp.autoconfigure.RabbitAutoConfiguration;
import org.springframework.boot.amqp.autoconfigure.RabbitTemplateCustomizer;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Everything that a service needs to send and to receive. */
@AutoConfiguration(after = {RabbitAutoConfiguration.class, JdbcClientAutoConfiguration.class})
@EnableConfigurationProperties(MessagingProperties.class)
@ComponentScan({
  "io.tenantry.messaging.relay",
  "io.tenantry.messaging.topology",
  "io.tenantry.messaging.local"
})
class MessagingAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  MessageJson messageJson() {
    return new MessageJson();
  }

  @Bean
  Outbox outbox(
      JdbcClient jdbc,
      MessageJson json,
      Clock clock,
      ApplicationEventPublisher signals,
      MessageTraces traces) {
    return new Outbox(jdbc, json, clock, signals, traces);
  }

  @Bean
  Inbox inbox(JdbcClient jdbc) {
    return new Inbox(jdbc);
  }

  @Bean
  InboundReader inboundReader(MessageJson json) {
    return new InboundReader(json);
  }

  /** Apart from the listeners' connection, which a broker in need then doesn't block. */
  @Bean
  RabbitTemplateCustomizer publishingApart() {
    return template -> template.setUsePublisherConnection(true);
  }

  @Bean
  DeadLetters deadLetters(
      RabbitTemplate rabbit, AmqpAdmin topology, Addresses addresses, MeterRegistry meters) {
    return new DeadLetters(rabbit, topology, addresses, meters);
  }
}
