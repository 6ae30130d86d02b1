package io.tenantry.provisioning.jobs;

import io.tenantry.events.JobAnnounced;
import io.tenantry.events.JobEnded;
import io.tenantry.events.UnreadableMessageException;
import io.tenantry.messaging.inbound.Inbound;
import io.tenantry.messaging.inbound.InboundReader;
import io.tenantry.provisioning.readiness.ControlSchemaGate;
import io.tenantry.tracing.MessageTraces;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageListener;
import org.springframework.stereotype.Component;

/** Hears what tenant applications tell of jobs. */
@Component
class JobEventListener implements MessageListener {

  private final InboundReader reader;
  private final ControlSchemaGate schema;
  private final JobResults results;
  private final JobOrders orders;
  private final JobSchedules schedules;
  private final MessageTraces traces;

  JobEventListener(
      InboundReader reader,
      ControlSchemaGate schema,
      JobResults results,
      JobOrders orders,
      JobSchedules schedules,
      MessageTraces traces) {
    this.reader = reader;
    this.schema = schema;
    this.results = results;
    this.orders = orders;
    this.schedules = schedules;
    this.traces = traces;
  }

  @Override
  public void onMessage(Message message) {
    Inbound inbound = reader.read(message);
    schema.requireOpen();
    var properties = message.getMessageProperties();
    traces.receiving(properties.getType(), properties.getHeaders(), () -> hear(inbound));
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
}
