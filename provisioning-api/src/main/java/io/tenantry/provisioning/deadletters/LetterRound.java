package io.tenantry.provisioning.deadletters;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.GetResponse;
import io.tenantry.messaging.inbound.DatabaseOutage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.rabbit.support.DefaultMessagePropertiesConverter;

/**
 * One look into the broker's queue. The broker forgets a letter when it is committed, and not
 * before; what could not be kept goes back at the end, so that one look meets it once.
 */
final class LetterRound implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(LetterRound.class);

  private final Channel channel;
  private final String queue;
  private final LetterReader reader;
  private final DeadLetterRepository letters;
  private final DefaultMessagePropertiesConverter properties =
      new DefaultMessagePropertiesConverter();

  /** Delivery tags of what is neither acknowledged nor given back. */
  private final Set<Long> held = new LinkedHashSet<>();

  private int kept;

  LetterRound(Channel channel, String queue, LetterReader reader, DeadLetterRepository letters) {
    this.channel = channel;
    this.queue = queue;
    this.reader = reader;
    this.letters = letters;
  }

  /**
   * Fetches so many and keeps those that can be kept.
   *
   * @return how many there were
   */
  int take(int most) throws IOException {
    Map<Long, CollectedLetter> taken = new LinkedHashMap<>();
    int fetched = 0;
    GetResponse response;
    while (fetched < most && (response = channel.basicGet(queue, false)) != null) {
      fetched++;
      long tag = response.getEnvelope().getDeliveryTag();
      held.add(tag);
      read(response, tag, taken);
    }
    keep(taken);
    return fetched;
  }

  /** How many were kept until now. */
  int kept() {
    return kept;
  }

  private void read(GetResponse response, long tag, Map<Long, CollectedLetter> taken) {
    var amqp = response.getProps();
    try {
      taken.put(
          tag,
          reader.read(
              new Message(
                  response.getBody(),
                  properties.toMessageProperties(
                      amqp, response.getEnvelope(), StandardCharsets.UTF_8.name()))));
    } catch (RuntimeException e) {
      stays(amqp.getType(), amqp.getMessageId(), e);
    }
  }

  private void keep(Map<Long, CollectedLetter> taken) throws IOException {
    try {
      letters.keep(List.copyOf(taken.values()));
    } catch (RuntimeException e) {
      if (DatabaseOutage.explains(e)) {
        throw e;
      }
      keepOneByOne(taken);
      return;
    }
    for (long tag : taken.keySet()) {
      acknowledge(tag);
    }
  }

  private void keepOneByOne(Map<Long, CollectedLetter> taken) throws IOException {
    for (var one : taken.entrySet()) {
      CollectedLetter letter = one.getValue();
      try {
        letters.keep(List.of(letter));
      } catch (RuntimeException e) {
        if (DatabaseOutage.explains(e)) {
          throw e;
        }
        stays(letter.type(), letter.messageId(), e);
        continue;
      }
      acknowledge(one.getKey());
    }
  }

  /** It is met by every look: hence in one line. */
  private static void stays(@Nullable String type, @Nullable String id, RuntimeException why) {
    log.warn(
        "A dead letter can't be kept and stays in the broker: {} {}: {}", type, id, why.toString());
    log.debug("Why", why);
  }

  private void acknowledge(long tag) throws IOException {
    channel.basicAck(tag, false);
    held.remove(tag);
    kept++;
  }

  /** A channel is used again: what it still held would be acknowledged with what comes next. */
  @Override
  public void close() throws IOException {
    for (long tag : held) {
      channel.basicNack(tag, false, true);
    }
    held.clear();
  }
}
