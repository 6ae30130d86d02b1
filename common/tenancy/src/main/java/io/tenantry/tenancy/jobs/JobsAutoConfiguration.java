package io.tenantry.tenancy.jobs;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.tenantry.events.Addresses;
import io.tenantry.events.MessageJson;
import io.tenantry.tenancy.ConditionalOnTenancy;
import io.tenantry.tenancy.messages.EventSender;
import io.tenantry.tenancy.messages.Reconnecting;
import io.tenantry.tenancy.routing.MessagingProperties;
import io.tenantry.tenancy.routing.RouteStore;
import io.tenantry.tracing.MessageTraces;
import java.time.Clock;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.amqp.core.BindingBuilder;
import org.springframework.amqp.core.Declarables;
import org.springframework.amqp.core.FanoutExchange;
import org.springframework.amqp.core.Queue;
import org.springframework.amqp.core.QueueBuilder;
import org.springframework.amqp.core.TopicExchange;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.amqp.autoconfigure.RabbitAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Runs the application's jobs, where it has any and a broker brings the orders. */
@AutoConfiguration(
    after = RabbitAutoConfiguration.class,
    afterName = "io.tenantry.tenancy.routing.InvalidationAutoConfiguration")
@ConditionalOnTenancy
@ConditionalOnBean({ConnectionFactory.class, RouteStore.class, TenantJob.class})
@ConditionalOnBooleanProperty(name = "tenantry.jobs.enabled", matchIfMissing = true)
@EnableConfigurationProperties({JobProperties.class, MessagingProperties.class})
class JobsAutoConfiguration {

  /** As the provisioning API declares it. */
  private static final int DELIVERY_LIMIT = 20;

  private final Addresses addresses;
  private final MessageJson json = new MessageJson();
  private final MessageTraces traces;

  JobsAutoConfiguration(MessagingProperties messaging, ObjectProvider<MessageTraces> traces) {
    this.addresses = new Addresses(messaging.prefix());
    this.traces = traces.getIfAvailable(() -> MessageTraces.OFF);
  }

  @Bean
  TenantJobs tenantJobs(ObjectProvider<TenantJob> jobs) {
    return new TenantJobs(jobs.orderedStream().toList());
  }

  @Bean
  JobRunner jobRunner(
      TenantJobs jobs,
      RouteStore routes,
      JobProperties settings,
      ObjectProvider<MeterRegistry> meters) {
    return new JobRunner(
        jobs,
        routes,
        settings.timeout(),
        meters.getIfAvailable(() -> Metrics.globalRegistry),
        traces);
  }

  @Bean
  JobReports jobReports(
      ConnectionFactory connections,
      @Value("${spring.application.name:tenant-application}") String application) {
    return new JobReports(new EventSender(connections, addresses, application, traces));
  }

  @Bean
  JobAnnouncements jobAnnouncements(TenantJobs jobs, JobReports reports, JobProperties settings) {
    return new JobAnnouncements(jobs, reports, settings.announceEvery());
  }

  @Bean
  Declarables jobTopology() {
    TopicExchange events = new TopicExchange(addresses.events());
    TopicExchange commands = new TopicExchange(addresses.commands());
    FanoutExchange deadLetters = new FanoutExchange(addresses.deadLetters());
    Queue deadLetterQueue = deadLetterQueue();
    Queue jobs = workQueue(addresses.jobs());
    Queue jobEvents = workQueue(addresses.jobEvents());
    return new Declarables(
        events,
        commands,
        deadLetters,
        deadLetterQueue,
        jobs,
        jobEvents,
        BindingBuilder.bind(jobs).to(commands).with("run-job"),
        BindingBuilder.bind(jobEvents).to(events).with("job.*"),
        BindingBuilder.bind(deadLetterQueue).to(deadLetters));
  }

  /** As the control plane declares it; one that an earlier version has declared stays as it is. */
  private Queue deadLetterQueue() {
    Queue queue =
        QueueBuilder.durable(addresses.deadLetters())
            .quorum()
            .deliveryLimit(Addresses.MOST_RETURNS)
            .build();
    queue.setIgnoreDeclarationExceptions(true);
    return queue;
  }

  private Queue workQueue(String name) {
    return QueueBuilder.durable(name)
        .quorum()
        .deliveryLimit(DELIVERY_LIMIT)
        .deadLetterExchange(addresses.deadLetters())
        .build();
  }

  @Bean
  SimpleMessageListenerContainer jobContainer(
      ConnectionFactory connections,
      AmqpAdmin admin,
      JobRunner runner,
      JobReports reports,
      JobProperties settings) {
    SimpleMessageListenerContainer container = new SimpleMessageListenerContainer(connections);
    container.setQueueNames(addresses.jobs());
    container.setAmqpAdmin(admin);
    container.setConcurrentConsumers(settings.concurrency());
    container.setPrefetchCount(1);
    container.setChannelTransacted(true);
    container.setMissingQueuesFatal(false);
    container.setPossibleAuthenticationFailureFatal(false);
    container.setRecoveryBackOff(new Reconnecting());
    container.setShutdownTimeout(settings.shutdownTimeout().toMillis());
    container.setMessageListener(new JobListener(json, runner, reports, Clock.systemUTC(), traces));
    return container;
  }
}
