package io.tenantry.tenancy.jobs;

import io.tenantry.events.JobEvent;
import io.tenantry.tenancy.messages.EventSender;
import java.util.UUID;
import org.springframework.amqp.core.Message;

/**
 * Tells the provisioning API of jobs. The broker commits what is sent together with the order that
 * it answers: there is no report without an acknowledgement, nor the other way round.
 */
record JobReports(EventSender events) {

  void send(JobEvent event) {
    events.send(UUID.randomUUID(), event);
  }

  /** Puts a message aside that can't be read. */
  void deadLetter(Message message, String reason) {
    events.deadLetter(message, reason);
  }
}
