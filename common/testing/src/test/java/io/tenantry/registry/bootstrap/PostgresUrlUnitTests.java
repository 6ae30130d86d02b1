package io.tenantry.registry.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresUrlUnitTests {

  @Test
  void readsAllParts() {
    PostgresUrl url =
        PostgresUrl.parse("postgresql://ada:se%2Fcr%40et+%C3%B1@db.example:6543/shop");

    assertThat(url).isEqualTo(new PostgresUrl("db.example", 6543, "shop", "ada", "se/cr@et+ñ", ""));
    assertThat(url.jdbcUrl()).isEqualTo("jdbc:postgresql://db.example:6543/shop");
  }

  @Test
  void takesTheUsualPortAndHandsParametersOn() {
    assertThat(PostgresUrl.parse("postgres://ada:x@[::1]/shop?sslmode=require").jdbcUrl())
        .isEqualTo("jdbc:postgresql://[::1]:5432/shop?sslmode=require");
  }

  @Test
  void doesNotPrintItsPassword() {
    assertThat(PostgresUrl.parse("postgresql://ada:geheim@localhost/shop"))
        .hasToString("postgresql://ada@localhost:5432/shop");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "geheim",
        "mysql://ada:geheim@localhost/shop",
        "postgresql://ada:geheim@localhost",
        "postgresql://ada:geheim@localhost/",
        "postgresql://ada:geheim@localhost/a/b",
        "postgresql://localhost/geheim",
        "postgresql://:geheim@localhost/shop",
        "postgresql://ada:gehe im@localhost/shop",
        "postgresql://ada:geheim%@localhost/shop",
        "postgresql://ada:geheim@local host/shop",
        "jdbc:postgresql://localhost/geheim"
      })
  void refusesWhatIsNoAddressWithoutRepeatingIt(String url) {
    assertThatThrownBy(() -> PostgresUrl.parse(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("postgresql://user:password@host:port/database")
        .hasMessageNotContaining("gehe");
  }
}
