package io.tenantry.provisioning.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Times and sizes are in the console's one language, whatever the machine speaks. */
class WordsUnitTests {

  private static final Instant NOW = Instant.parse("2026-11-29T08:41:13Z");

  private final Moments moments = new Moments(Clock.fixed(NOW, ZoneOffset.UTC));
  private Locale before;

  @BeforeEach
  void remember() {
    before = Locale.getDefault();
  }

  @AfterEach
  void restore() {
    Locale.setDefault(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "de-DE", "ar-EG-u-nu-arab"})
  void bearTheSameDigits(String language) {
    Locale.setDefault(Locale.forLanguageTag(language));

    assertThat(moments.length(Duration.ofMillis(1234))).isEqualTo("1.2 s");
    assertThat(moments.length(Duration.ofMillis(12))).isEqualTo("12 ms");
    assertThat(moments.of(NOW.minusSeconds(3600 * 3)))
        .isEqualTo(
            new Moments.Moment("2026-11-29T05:41:13Z", "2026-11-29 05:41:13 UTC", "3 h ago"));
    assertThat(Sizes.of(1536)).isEqualTo("1.5 kB");
    assertThat(Sizes.of(512)).isEqualTo("512 B");
  }
}
