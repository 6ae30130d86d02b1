package io.tenantry.provisioning.deadletters;

import com.rabbitmq.client.Channel;
import io.tenantry.events.Addresses;
import io.tenantry.provisioning.readiness.ControlSchemaGate;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.rabbit.core.RabbitOperations;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Takes dead letters from the broker into the database. It fetches instead of listening: so nothing
 * is taken while there is no room or no database.
 */
@Component
class DeadLetterCollector {

  private static final Logger log = LoggerFactory.getLogger(DeadLetterCollector.class);
  private static final int BATCH = 20;

  private final RabbitOperations rabbit;
  private final DeadLetterRepository letters;
  private final ControlSchemaGate schema;
  private final TaskScheduler scheduler;
  private final DeadLetterProperties settings;
  private final String queue;
  private final LetterReader reader;

  DeadLetterCollector(
      RabbitOperations rabbit,
      DeadLetterRepository letters,
      ControlSchemaGate schema,
      TaskScheduler scheduler,
      DeadLetterProperties settings,
      Addresses addresses) {
    this.rabbit = rabbit;
    this.letters = letters;
    this.schema = schema;
    this.scheduler = scheduler;
    this.settings = settings;
    this.queue = addresses.deadLetters();
    this.reader = new LetterReader(addresses.deadLetters(), settings.maxBody());
  }

  @EventListener(ApplicationReadyEvent.class)
  void start() {
    scheduler.scheduleWithFixedDelay(
        this::run,
        scheduler.getClock().instant().plus(settings.collectEvery()),
        settings.collectEvery());
  }

  private void run() {
    try {
      if (schema.isOpen()) {
        collect();
      }
    } catch (AmqpException | DataAccessException | TransactionException e) {
      log.debug("Dead letters wait in the broker", e);
    }
  }

  /** Takes what is there, a batch at a time, as long as there is room. */
  void collect() {
    Integer kept = rabbit.execute(this::take);
    if (kept != null && kept > 0) {
      log.info("{} dead letters taken from the broker", kept);
    }
  }

  private int take(Channel channel) throws IOException {
    try (var round = new LetterRound(channel, queue, reader, letters)) {
      int room;
      do {
        room = Math.min(BATCH, letters.room(settings.most()));
      } while (room > 0 && round.take(room) == room);
      return round.kept();
    }
  }
}
