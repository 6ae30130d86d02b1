package io.tenantry.provisioning.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class WaitPreferenceUnitTests {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "wait=10                    | 10",
        "WAIT = 10                  | 10",
        "wait=\"10\"                | 10",
        "respond-async, wait=10     | 10",
        "wait=10;x=y, wait=20       | 10",
        "wait=0                     | 0",
        "wait=31                    | 30",
        "wait=999999999             | 30",
      })
  void readsSeconds(String header, int seconds) {
    assertThat(WaitPreference.parse(header)).contains(new WaitPreference(seconds));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {"", "wait", "wait=", "wait=1.5", "wait=-1", "wait=x", "await=1", "x;wait=1"})
  void takesEverythingElseForNoPreference(String header) {
    assertThat(WaitPreference.parse(header)).isEmpty();
  }
}
