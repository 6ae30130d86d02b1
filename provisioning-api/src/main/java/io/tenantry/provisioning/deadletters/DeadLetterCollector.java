package io.tenantry.provisioning.deadletters;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.GetResponse;
import io.tenantry.events.Addresses;
import io.tenantry.provisioning.readiness.ControlSchemaGate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.rabbit.core.RabbitOperations;
import org.springframework.amqp.rabbit.support.DefaultMessagePropertiesConverter;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Takes dead letters from the broker into the database. It fetches instead of listening: so nothing
 * is taken while there is no room or no database, and no broker's limit of redeliveries counts.
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
  private final DefaultMessagePropertiesConverter properties =
      new DefaultMessagePropertiesConverter();

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
    if (!schema.isOpen()) {
      return;
    }
    try {
      collect();
    } catch (AmqpException | DataAccessException | TransactionException e) {
      log.debug("Dead letters wait in the broker", e);
    }
  }

  /** Takes what is there, a batch at a time, as long as there is room. */
  void collect() {
    int taken;
    do {
      int room = Math.min(BATCH, letters.room(settings.most()));
      taken = room <= 0 ? 0 : rabbit.execute(channel -> take(channel, room));
      if (taken > 0) {
        log.info("{} dead letters taken from the broker", taken);
      }
    } while (taken == BATCH);
  }

  /** The broker forgets them when they are committed, and not before. */
  private int take(Channel channel, int most) throws IOException {
    List<CollectedLetter> taken = new ArrayList<>();
    long last = 0;
    GetResponse response;
    while (taken.size() < most && (response = channel.basicGet(queue, false)) != null) {
      last = response.getEnvelope().getDeliveryTag();
      taken.add(read(response));
    }
    if (taken.isEmpty()) {
      return 0;
    }
    try {
      letters.keep(taken);
    } catch (RuntimeException e) {
      channel.basicNack(last, true, true);
      throw e;
    }
    channel.basicAck(last, true);
    return taken.size();
  }

  private CollectedLetter read(GetResponse response) {
    return reader.read(
        new Message(
            response.getBody(),
            properties.toMessageProperties(
                response.getProps(), response.getEnvelope(), StandardCharsets.UTF_8.name())));
  }
}
