package io.tenantry.provisioning.jobs;

import io.tenantry.events.JobAnnounced;
import io.tenantry.events.JobEnded;
import io.tenantry.events.UnreadableMessageException;
import io.tenantry.messaging.inbound.DeadLetters;
import io.tenantry.messaging.inbound.Inbound;
import io.tenantry.messaging.inbound.InboundReader;
import io.tenantry.provisioning.readiness.ControlSchemaGate;
import io.tenantry.tracing.MessageTraces;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.ImmediateRequeueAmqpException;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageListener;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Hears what tenant applications tell of jobs, and puts it back while the database is away. */
@Component
class JobEventListener implements MessageListener {

  private static final Logger log = LoggerFactory.getLogger(JobEventListener.class);

  /** A message that is put back comes at once. */
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final InboundReader reader;
  private final DeadLetters deadLetters;
  private final ControlSchemaGate schema;
  private final JobResults results;
  private final JobOrders orders;
  private final JobSchedules schedules;
  private final MessageTraces traces;

  JobEventListener(
      InboundReader reader,
      DeadLetters deadLetters,
      ControlSchemaGate schema,
      JobResults results,
      JobOrders orders,
      JobSchedules schedules,
      MessageTraces traces) {
    this.reader = reader;
    this.deadLetters = deadLetters;
    this.schema = schema;
    this.results = results;
    this.orders = orders;
    this.schedules = schedules;
    this.traces = traces;
  }

  @Override
  public void onMessage(Message message) {
    try {
      Inbound inbound = reader.read(message);
      if (!schema.isOpen()) {
        throw later("the tables are not there yet");
      }
      var properties = message.getMessageProperties();
      traces.receiving(properties.getType(), properties.getHeaders(), () -> hear(inbound));
    } catch (UnreadableMessageException e) {
      deadLetters.put(message, String.valueOf(e.getMessage()));
    } catch (TransientDataAccessException
        | NonTransientDataAccessResourceException
        | TransactionException e) {
      throw later(e.getMessage());
    } catch (ImmediateRequeueAmqpException e) {
      throw e;
    } catch (RuntimeException e) {
      log.warn(
          "{} {} is not written down",
          message.getMessageProperties().getType(),
          message.getMessageProperties().getMessageId(),
          e);
    }
  }

  private void hear(Inbound inbound) {
    switch (inbound.message()) {
      case JobEnded ended -> {
        results.record(inbound.id(), ended);
        orders.send(ended.runId());
      }
      case JobAnnounced job -> schedules.announced(job);
      default ->
          throw new UnreadableMessageException(
              inbound.message().type() + " is not about jobs", null);
    }
  }

  private static ImmediateRequeueAmqpException later(String reason) {
    log.warn("What applications tell of jobs waits: {}", reason);
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return new ImmediateRequeueAmqpException(reason);
  }
}
