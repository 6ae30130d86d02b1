package io.tenantry.tenancy.jobs;

import io.tenantry.events.MessageJson;
import io.tenantry.events.RunJob;
import io.tenantry.events.UnreadableMessageException;
import io.tenantry.tracing.MessageTraces;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.ImmediateRequeueAmqpException;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageListener;

/** Takes orders to run jobs, and answers each; an order that nobody answers comes again. */
final class JobListener implements MessageListener {

  private static final Logger log = LoggerFactory.getLogger(JobListener.class);

  private final MessageJson json;
  private final JobRunner runner;
  private final JobReports reports;
  private final Clock clock;
  private final MessageTraces traces;

  JobListener(
      MessageJson json, JobRunner runner, JobReports reports, Clock clock, MessageTraces traces) {
    this.json = json;
    this.runner = runner;
    this.reports = reports;
    this.clock = clock;
    this.traces = traces;
  }

  @Override
  public void onMessage(Message message) {
    RunJob order;
    try {
      order = json.read(new String(message.getBody(), StandardCharsets.UTF_8), RunJob.class);
    } catch (UnreadableMessageException e) {
      log.warn("Dead letter: {}", e.getMessage());
      reports.deadLetter(message, String.valueOf(e.getMessage()));
      return;
    }
    if (clock.instant().isAfter(order.expiresAt())) {
      log.info("Job {} of run {} has expired", order.job(), order.runId());
      return;
    }
    traces.receiving(order.type(), message.getMessageProperties().getHeaders(), () -> run(order));
  }

  private void run(RunJob order) {
    try {
      reports.send(runner.run(order));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ImmediateRequeueAmqpException("broken off: " + e.getMessage());
    }
  }
}
