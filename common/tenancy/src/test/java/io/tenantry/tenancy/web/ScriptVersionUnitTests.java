package io.tenantry.tenancy.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Versions of scripts in Flyway's order. */
class ScriptVersionUnitTests {

  @ParameterizedTest
  @CsvSource({
    "1,     1,       0",
    "001,   1,       0",
    "1,     1.0,     0",
    "1_2,   1.2,     0",
    "1.9,   1.10,   -1",
    "2,     1.99,    1",
    "003,   901,    -1",
    "1.0.1, 1,       1",
    "20261127120000123456789, 20261127120000123456788, 1",
  })
  void comparesNumberByNumber(String one, String other, int order) {
    ScriptVersion first = ScriptVersion.parse(one);
    ScriptVersion second = ScriptVersion.parse(other);
    assertThat(Integer.signum(first.compareTo(second))).isEqualTo(order);
    assertThat(Integer.signum(second.compareTo(first))).isEqualTo(-order);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "v1", "1.", ".1", "1..2", "-1", "1 ", "1.x"})
  void refusesWhatIsNone(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> ScriptVersion.parse(text));
  }
}
