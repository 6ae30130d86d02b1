package io.tenantry.provisioning.deadletters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.GetResponse;
import io.tenantry.provisioning.AbstractApiTests;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Letters that can't be kept, among others that can. */
class LetterRoundIntegrationTests extends AbstractApiTests {

  private static final byte[] BODY = {'{', '}'};

  @Autowired private DeadLetterRepository letters;
  private final Channel channel = mock();
  private final String type = unique("type");

  @Test
  void keepsAllButThoseThatTheDatabaseRefusesAndGivesTheseBack() throws Exception {
    String refused = unique("refused");
    sql("ALTER TABLE control.dead_letter ADD CONSTRAINT refuse CHECK (type <> '" + refused + "')");
    try {
      broker(letter(1, refused, BODY), letter(2, type, BODY), letter(3, type, BODY));
      assertThat(kept()).isEqualTo(2);
    } finally {
      sql("ALTER TABLE control.dead_letter DROP CONSTRAINT refuse");
    }
    assertThat(stored()).containsExactly(type + 2, type + 3);
    verify(channel).basicAck(2, false);
    verify(channel).basicAck(3, false);
    verify(channel).basicNack(1, false, true);
    verifyNothingWasAcknowledgedAlong();
  }

  @Test
  void keepsAllButWhatCannotBeReadAndGivesThatBack() throws Exception {
    broker(letter(1, type, BODY), letter(2, type, null), letter(3, type, BODY));
    assertThat(kept()).isEqualTo(2);
    assertThat(stored()).containsExactly(type + 1, type + 3);
    verify(channel).basicNack(2, false, true);
    verifyNothingWasAcknowledgedAlong();
  }

  private int kept() throws IOException {
    var reader = new LetterReader("tenantry.dead-letters", 1024);
    try (var round = new LetterRound(channel, "q", reader, letters)) {
      assertThat(round.take(5)).isEqualTo(3);
      return round.kept();
    }
  }

  private void broker(GetResponse first, GetResponse... others) throws IOException {
    List<GetResponse> following = new ArrayList<>(List.of(others));
    following.add(null);
    when(channel.basicGet("q", false)).thenReturn(first, following.toArray(GetResponse[]::new));
  }

  private void verifyNothingWasAcknowledgedAlong() throws IOException {
    verify(channel, never()).basicAck(anyLong(), eq(true));
  }

  private static GetResponse letter(long tag, String type, byte @Nullable [] body) {
    var properties = new BasicProperties.Builder().type(type).messageId(type + tag).build();
    return new GetResponse(new Envelope(tag, false, "", "q"), properties, body, 0);
  }

  private List<String> stored() {
    return database
        .admin()
        .sql("SELECT message_id FROM control.dead_letter WHERE type = :type ORDER BY id")
        .param("type", type)
        .query(String.class)
        .list();
  }

  private void sql(String sql) {
    database.admin().sql(sql).update();
  }
}
