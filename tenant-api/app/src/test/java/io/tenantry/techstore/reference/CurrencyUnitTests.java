package io.tenantry.techstore.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CurrencyUnitTests {

  @ParameterizedTest
  @CsvSource({
    "10.50, 2, true",
    "10.50, 1, true",
    "10.55, 1, false",
    "10, 0, true",
    "0.00, 0, true"
  })
  void expressesAmountsOfItsDecimals(BigDecimal amount, int decimals, boolean possible) {
    var currency = new Currency("XTS", "Test", "¤", decimals);

    assertThat(currency.canExpress(amount)).isEqualTo(possible);
  }
}
