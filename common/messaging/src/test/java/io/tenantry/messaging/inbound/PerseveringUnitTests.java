package io.tenantry.messaging.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tenantry.events.Addresses;
import io.tenantry.events.UnreadableMessageException;
import io.tenantry.messaging.Backoff;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.ImmediateRequeueAmqpException;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.rabbit.connection.CorrelationData;
import org.springframework.amqp.rabbit.core.RabbitOperations;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

class PerseveringUnitTests {

  private static final Backoff AT_ONCE = new Backoff(Duration.ofMillis(1), Duration.ofMillis(1));

  private final Message message = MessageBuilder.withBody(new byte[0]).setMessageId("7").build();
  private final List<Message> letters = new ArrayList<>();
  private final RabbitOperations rabbit = mock();
  private final AtomicInteger tries = new AtomicInteger();

  @BeforeEach
  void confirmLetters() {
    doAnswer(
            call -> {
              letters.add(call.getArgument(2));
              CorrelationData correlation = call.getArgument(3);
              return correlation.getFuture().complete(new CorrelationData.Confirm(true, null));
            })
        .when(rabbit)
        .send(anyString(), eq(""), any(Message.class), any(CorrelationData.class));
  }

  @Test
  void holdsAMessageUntilTheDatabaseIsBackThoughThatTakesMoreTriesThanTheBrokerAllows() {
    List<RuntimeException> away =
        List.of(
            new CannotGetJdbcConnectionException("refused", new SQLException("refused", "08001")),
            new CannotCreateTransactionException("refused"),
            new TransactionSystemException("lost while it committed"),
            new QueryTimeoutException("too slow"),
            new UncategorizedSQLException(
                "write", "some SQL", new SQLException("read-only transaction", "25006")));
    persevering(() -> true, () -> failUntil(100, away.get(tries.get() % away.size())))
        .onMessage(message);
    assertThat(tries).hasValue(100);
    assertThat(letters).isEmpty();
  }

  @Test
  void putsAsideAtOnceWhatWillNeverBeWrittenDown() {
    var refused =
        new DataIntegrityViolationException("some SQL", new SQLException("out of range", "22003"));
    for (RuntimeException broken :
        List.of(
            new UnreadableMessageException("no JSON", new IllegalStateException("why")),
            refused,
            new ArithmeticException())) {
      persevering(() -> true, () -> failUntil(100, broken)).onMessage(message);
    }
    assertThat(tries).hasValue(3);
    assertThat(letters)
        .extracting(letter -> letter.getMessageProperties().getHeader("tenantry-reason"))
        .containsExactly("no JSON", "out of range", "java.lang.ArithmeticException");
  }

  @Test
  void givesAMessageBackWhenItsContainerStops() {
    var away = new CannotCreateTransactionException("refused");
    var stopping = persevering(() -> tries.get() < 3, () -> failUntil(100, away));
    assertThatThrownBy(() -> stopping.onMessage(message))
        .isInstanceOf(ImmediateRequeueAmqpException.class);
    assertThat(tries).hasValue(3);
    assertThat(letters).isEmpty();
  }

  private Persevering persevering(BooleanSupplier wanted, Runnable work) {
    var deadLetters =
        new DeadLetters(
            rabbit, mock(AmqpAdmin.class), new Addresses(""), new SimpleMeterRegistry());
    return new Persevering(taken -> work.run(), deadLetters, wanted, AT_ONCE);
  }

  private void failUntil(int success, RuntimeException trouble) {
    if (tries.incrementAndGet() < success) {
      throw trouble;
    }
  }
}
