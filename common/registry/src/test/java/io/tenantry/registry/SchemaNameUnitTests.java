package io.tenantry.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaNameUnitTests {

  @ParameterizedTest
  @ValueSource(strings = {"a", "tienda1", "a_b", "z9_"})
  void acceptsPlainNames(String name) {
    assertThat(new SchemaName(name).value()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "1a", "_a", "A", "a-b", "a b", "a\"b", "a;drop", "ñ", "a\n", "a.b", "a$"})
  void refusesEverythingElse(String name) {
    assertThatThrownBy(() -> new SchemaName(name)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void endsAtFiftyFiveCharacters() {
    assertThat(new SchemaName("a".repeat(55)).value()).hasSize(55);
    assertThatThrownBy(() -> new SchemaName("a".repeat(56)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "public",
        "control",
        "information_schema",
        "none",
        "pg_x",
        "tenantry_app",
        "spare_1"
      })
  void knowsWhatIsReserved(String name) {
    assertThat(new SchemaName(name).isReserved()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "Tienda Uno, tienda_uno",
    "Café Ñandú & Söhne, cafe_nandu_sohne",
    "24h Repair, h_repair",
    "'  Robert''); DROP TABLE x;--', robert_drop_table_x",
    "ＦＵＬＬ, full",
  })
  void derivesFromWhatPeopleType(String name, String expected) {
    assertThat(SchemaName.derive(name)).contains(new SchemaName(expected));
  }

  @ParameterizedTest
  @ValueSource(strings = {"東京", "123", "!!!", " "})
  void derivesNothingFromWhatHasNoLetters(String name) {
    assertThat(SchemaName.derive(name)).isEmpty();
  }

  @Test
  void numbersWithinTheLimit() {
    assertThat(new SchemaName("tienda").numbered(2)).isEqualTo(new SchemaName("tienda_2"));
    assertThat(new SchemaName("a".repeat(55)).numbered(12).value()).hasSize(55).endsWith("a_12");
  }

  @Test
  void quotesWhateverTheNameHolds() {
    assertThat(new SqlIdentifier("a\"; DROP SCHEMA x; --").quoted())
        .isEqualTo("\"a\"\"; DROP SCHEMA x; --\"");
    assertThatThrownBy(() -> new SqlIdentifier("a".repeat(64)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SqlIdentifier("a\u0000"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
