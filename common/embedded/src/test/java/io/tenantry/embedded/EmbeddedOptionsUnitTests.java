package io.tenantry.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedOptionsUnitTests {

  @Test
  void startsOnlyServersThatHaveAPort() {
    EmbeddedOptions options = EmbeddedOptions.parse(List.of("--data=there", "--amqp-port=5673"));

    assertThat(options)
        .isEqualTo(
            new EmbeddedOptions(
                Path.of("there"),
                Optional.empty(),
                Optional.of(new LoopbackPort(5673)),
                "tenantry",
                AmqpBroker.Store.DERBY,
                false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--data=x",
        "--postgres-port=1",
        "--data=x --postgres-port=no",
        "--data=x --postgres-port=70000",
        "--data=x --amqp-port=1 --amqp-store=disk",
        "--data=x --amqp-port=1 --until-stdin-closes=yes",
        "--data=x --amqp-port=1 --surprise",
        "--data=x --amqp-port"
      })
  void refusesWhatItDoesNotUnderstand(String line) {
    assertThatThrownBy(() -> EmbeddedOptions.parse(List.of(line.split(" "))))
        .isInstanceOf(EmbeddedStartException.class);
  }
}
