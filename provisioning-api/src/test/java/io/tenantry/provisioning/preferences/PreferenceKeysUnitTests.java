package io.tenantry.provisioning.preferences;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.provisioning.preferences.PreferenceType.Bool;
import io.tenantry.provisioning.preferences.PreferenceType.CurrencyCode;
import io.tenantry.provisioning.preferences.PreferenceType.OneOf;
import io.tenantry.provisioning.preferences.PreferenceType.Text;
import io.tenantry.provisioning.preferences.PreferenceType.TimeZone;
import io.tenantry.provisioning.preferences.PreferenceType.Whole;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreferenceKeysUnitTests {

  private static final PreferenceType CODE =
      new Text(4, Pattern.compile("[A-Z]+"), "some capital letters");

  static Stream<Arguments> right() {
    return Stream.of(
        Arguments.of(new Bool(), true, true),
        Arguments.of(new Bool(), false, false),
        Arguments.of(new Whole(-5, 5), -5, -5),
        Arguments.of(new Whole(0, Long.MAX_VALUE), Long.MAX_VALUE, Long.MAX_VALUE),
        Arguments.of(Text.ofAny(5), " Año ", "Año"),
        Arguments.of(CODE, "ABCD", "ABCD"),
        Arguments.of(new OneOf(List.of("en", "es")), "es", "es"),
        Arguments.of(new TimeZone(), "America/Lima", "America/Lima"),
        Arguments.of(new TimeZone(), "UTC", "UTC"),
        Arguments.of(new CurrencyCode(), "PEN", "PEN"),
        Arguments.of(new CurrencyCode(), "EUR", "EUR"));
  }

  @ParameterizedTest
  @MethodSource("right")
  void takesWhatIsOfTheType(PreferenceType type, Object json, Object value) {
    assertThat(type.read(json)).isEqualTo(value);
  }

  static Stream<Arguments> wrong() {
    return Stream.of(
        Arguments.of(new Bool(), "true", "must be true or false"),
        Arguments.of(new Bool(), 1, "must be true or false"),
        Arguments.of(new Whole(0, 5), 6, "must be from 0 to 5"),
        Arguments.of(new Whole(0, 5), -1, "must be from 0 to 5"),
        Arguments.of(new Whole(0, 5), BigInteger.TWO.pow(80), "must be from 0 to 5"),
        Arguments.of(new Whole(0, 5), 1.0, "must be a whole number"),
        Arguments.of(new Whole(0, 5), "1", "must be a whole number"),
        Arguments.of(Text.ofAny(5), 5, "must be a text"),
        Arguments.of(Text.ofAny(5), Map.of(), "must be a text"),
        Arguments.of(Text.ofAny(5), "   ", "must not be empty; null resets it"),
        Arguments.of(Text.ofAny(5), "123456", "must have at most 5 characters"),
        Arguments.of(Text.ofAny(5), "a\nb", "must have no control characters"),
        Arguments.of(Text.ofAny(5), "a\u0000b", "must have no control characters"),
        Arguments.of(Text.ofAny(5), "a\u202eb", "must have no control characters"),
        Arguments.of(Text.ofAny(5), "a\ud800b", "must have no control characters"),
        Arguments.of(CODE, "AbC", "must be some capital letters"),
        Arguments.of(new OneOf(List.of("en", "es")), "ES", "must be one of en, es"),
        Arguments.of(new OneOf(List.of("en", "es")), List.of("en"), "must be one of en, es"),
        Arguments.of(new TimeZone(), "Mars/Olympus", TIME_ZONE),
        Arguments.of(new TimeZone(), "+02:00", TIME_ZONE),
        Arguments.of(new TimeZone(), "america/lima", TIME_ZONE),
        Arguments.of(new TimeZone(), 5, TIME_ZONE),
        Arguments.of(new CurrencyCode(), "eur", CURRENCY),
        Arguments.of(new CurrencyCode(), "DEM", CURRENCY),
        Arguments.of(new CurrencyCode(), "XXX", CURRENCY),
        Arguments.of(new CurrencyCode(), 978, CURRENCY));
  }

  private static final String TIME_ZONE = "must be an IANA time zone such as America/Lima";
  private static final String CURRENCY = "must be the ISO 4217 code of a currency such as EUR";

  @ParameterizedTest
  @MethodSource("wrong")
  void saysWhatIsWrongWithTheRest(PreferenceType type, Object json, String fault) {
    assertThatIllegalArgumentException().isThrownBy(() -> type.read(json)).withMessage(fault);
  }

  @Test
  void readsNullAsAResetAndNamesTheFirstThatIsWrong() {
    PreferenceKeys keys =
        new PreferenceKeys(
            List.of(
                PreferenceKey.ofTenant("a", "A", new Bool(), true),
                PreferenceKey.ofOperator("b.c-d", "B", new Whole(0, 5), null)));
    Map<String, @Nullable Object> given = new HashMap<>();
    given.put("a", null);
    given.put("b.c-d", 3);

    assertThat(keys.read(given)).containsEntry("a", null).containsEntry("b.c-d", 3).hasSize(2);
    given.put("b.c-d", 9);
    given.put("z", 1);
    assertThatThrownBy(() -> keys.read(given))
        .isInstanceOfSatisfying(
            InvalidPreferenceException.class, e -> assertThat(e.key()).isEqualTo("b.c-d"));
    given.remove("b.c-d");
    assertThatThrownBy(() -> keys.read(given)).hasMessage("is not a known preference");
  }

  @Test
  void doesNotStartWithAKeyThatIsDeclaredTwice() {
    var declared =
        List.of(
            PreferenceKey.ofTenant("a", "A", new Bool(), true),
            PreferenceKey.ofTenant("a", "Another", new Whole(0, 1), 0));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PreferenceKeys(declared))
        .withMessage("The preference a is declared twice");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A", "1", "a b", "a..b", ".a", "a.", "a_b", "a.1", "ñ"})
  void doesNotStartWithANameThatIsNone(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PreferenceKey.ofTenant(name, "", new Bool(), true))
        .withMessageContaining(name);
  }

  @Test
  void doesNotStartWithADefaultThatIsNotOfTheType() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PreferenceKey.ofTenant("a", "", new Whole(1, 2), 3))
        .withMessage("the default of the preference a must be from 1 to 2");
  }
}
