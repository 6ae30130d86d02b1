package io.tenantry.messaging.topology;

import io.tenantry.events.Addresses;
import io.tenantry.messaging.MessagingProperties;
import org.springframework.amqp.core.BindingBuilder;
import org.springframework.amqp.core.Declarables;
import org.springframework.amqp.core.FanoutExchange;
import org.springframework.amqp.core.Queue;
import org.springframework.amqp.core.QueueBuilder;
import org.springframework.amqp.core.TopicExchange;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Declared by publishers and consumers alike on every connection, so that a work order finds its
 * queue even if no worker was ever there, and after a broker came back empty.
 */
@Configuration(proxyBeanMethods = false)
class TopologyConfiguration {

  /** Second net only: what the listener could not even put aside by itself. */
  private static final int DELIVERY_LIMIT = 20;

  @Bean
  Addresses addresses(MessagingProperties properties) {
    return new Addresses(properties.prefix());
  }

  @Bean
  Declarables tenantryTopology(Addresses addresses) {
    var events = new TopicExchange(addresses.events());
    var commands = new TopicExchange(addresses.commands());
    var deadLetters = new FanoutExchange(addresses.deadLetters());
    Queue deadLetterQueue = deadLetterQueue(addresses);
    Queue provisioning = workQueue(addresses.provisioning(), addresses);
    Queue maintenance = workQueue(addresses.maintenance(), addresses);
    Queue migrations = workQueue(addresses.migrations(), addresses);
    Queue jobs = workQueue(addresses.jobs(), addresses);
    Queue jobEvents = workQueue(addresses.jobEvents(), addresses);
    Queue usage = workQueue(addresses.usage(), addresses);
    return new Declarables(
        events,
        commands,
        deadLetters,
        deadLetterQueue,
        provisioning,
        maintenance,
        migrations,
        jobs,
        jobEvents,
        usage,
        BindingBuilder.bind(provisioning).to(events).with("tenant.created"),
        BindingBuilder.bind(provisioning).to(commands).with("provision-tenant"),
        BindingBuilder.bind(provisioning).to(commands).with("rename-tenant"),
        BindingBuilder.bind(maintenance).to(commands).with("drop-tenant"),
        BindingBuilder.bind(maintenance).to(commands).with("clone-tenant"),
        BindingBuilder.bind(migrations).to(commands).with("migrate-tenants"),
        BindingBuilder.bind(jobs).to(commands).with("run-job"),
        BindingBuilder.bind(jobEvents).to(events).with("job.*"),
        BindingBuilder.bind(usage).to(events).with("usage.reported"),
        BindingBuilder.bind(deadLetterQueue).to(deadLetters));
  }

  /** One that an earlier version has declared stays as it is, and works. */
  private static Queue deadLetterQueue(Addresses addresses) {
    Queue queue =
        QueueBuilder.durable(addresses.deadLetters())
            .quorum()
            .deliveryLimit(Addresses.MOST_RETURNS)
            .build();
    queue.setIgnoreDeclarationExceptions(true);
    return queue;
  }

  private static Queue workQueue(String name, Addresses addresses) {
    return QueueBuilder.durable(name)
        .quorum()
        .deliveryLimit(DELIVERY_LIMIT)
        .deadLetterExchange(addresses.deadLetters())
        .build();
  }
}
