package io.tenantry.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsUnitTests {

  @Test
  void staysWithoutArguments() {
    assertThat(Options.parse(List.of())).isEqualTo(new Options(Options.Mode.STAY, false));
  }

  @Test
  void takesOptionsInAnyOrder() {
    Options expected = new Options(Options.Mode.DEMO, true);

    assertThat(Options.parse(List.of("--demo", "--fresh"))).isEqualTo(expected);
    assertThat(Options.parse(List.of("--fresh", "--demo"))).isEqualTo(expected);
  }

  @Test
  void helpsWhateverElseIsAsked() {
    assertThat(Options.parse(List.of("--demo", "--help", "--fresh")).mode())
        .isEqualTo(Options.Mode.HELP);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--Demo", "demo", "", "--demo=true"})
  void refusesWhatItDoesNotKnow(String argument) {
    assertThatThrownBy(() -> Options.parse(List.of(argument)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(argument);
  }

  @Test
  void refusesOptionsOfTheBootstrapStep() {
    assertThatThrownBy(() -> Options.parse(List.of("bootstrap", "--fresh")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
