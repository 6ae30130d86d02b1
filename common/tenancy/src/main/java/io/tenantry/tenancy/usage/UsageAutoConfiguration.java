package io.tenantry.tenancy.usage;

import io.tenantry.events.Addresses;
import io.tenantry.tenancy.ConditionalOnTenancy;
import io.tenantry.tenancy.messages.EventSender;
import io.tenantry.tracing.MessageTraces;
import jakarta.servlet.DispatcherType;
import java.time.Clock;
import org.springframework.amqp.core.BindingBuilder;
import org.springframework.amqp.core.Declarables;
import org.springframework.amqp.core.Queue;
import org.springframework.amqp.core.QueueBuilder;
import org.springframework.amqp.core.TopicExchange;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.amqp.autoconfigure.RabbitAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/** Counts what tenants use, where a broker takes the reports. */
@AutoConfiguration(
    after = RabbitAutoConfiguration.class,
    beforeName = "io.tenantry.tenancy.jobs.JobsAutoConfiguration",
    afterName = "io.tenantry.tenancy.files.FilesAutoConfiguration")
@ConditionalOnTenancy
@ConditionalOnBean(ConnectionFactory.class)
@ConditionalOnBooleanProperty(name = "tenantry.usage.enabled", matchIfMissing = true)
@EnableConfigurationProperties(UsageProperties.class)
class UsageAutoConfiguration {

  /** Behind the one that refuses too many. */
  private static final int FILTER_ORDER = Ordered.HIGHEST_PRECEDENCE + 45;

  /** As the provisioning API declares it. */
  private static final int DELIVERY_LIMIT = 20;

  private final Addresses addresses;

  UsageAutoConfiguration(@Value("${tenantry.messaging.prefix:}") String prefix) {
    this.addresses = new Addresses(prefix);
  }

  @Bean
  UsageCounters usageCounters() {
    return new UsageCounters(Clock.systemUTC());
  }

  @Bean
  @ConditionalOnWebApplication(type = Type.SERVLET)
  FilterRegistrationBean<UsageFilter> tenantUsageFilter(UsageCounters counters) {
    var registration = new FilterRegistrationBean<>(new UsageFilter(counters));
    registration.setOrder(FILTER_ORDER);
    registration.setDispatcherTypes(DispatcherType.REQUEST);
    return registration;
  }

  @Bean
  UsageReporter usageReporter(
      ConnectionFactory connections,
      UsageCounters counters,
      UsageProperties settings,
      ObjectProvider<MessageTraces> traces,
      @Value("${spring.application.name:tenant-application}") String application) {
    var sender =
        new EventSender(
            connections, addresses, application, traces.getIfAvailable(() -> MessageTraces.OFF));
    return new UsageReporter(counters, sender, settings.reportEvery());
  }

  @Bean
  @ConditionalOnBean(UsageMeasure.class)
  UsageJob usageJob(
      ObjectProvider<UsageMeasure> measures, UsageCounters counters, UsageProperties settings) {
    return new UsageJob(measures.stream().toList(), counters, settings.measureAt());
  }

  @Bean
  Declarables usageTopology() {
    TopicExchange events = new TopicExchange(addresses.events());
    Queue usage =
        QueueBuilder.durable(addresses.usage())
            .quorum()
            .deliveryLimit(DELIVERY_LIMIT)
            .deadLetterExchange(addresses.deadLetters())
            .build();
    return new Declarables(
        events, usage, BindingBuilder.bind(usage).to(events).with("usage.reported"));
  }
}
