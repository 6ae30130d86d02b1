package io.tenantry.techstore.repairs;

import io.tenantry.techstore.reference.Currencies;
import io.tenantry.techstore.reference.Currency;
import io.tenantry.techstore.repairs.RepairException.UnfitOrderException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.springframework.stereotype.Component;

/** Amounts in the currency of an order, exact to its smallest coin. */
@Component
class Money {

  private static final BigDecimal MINUTES_PER_HOUR = BigDecimal.valueOf(60);

  private final Currencies currencies;

  Money(Currencies currencies) {
    this.currencies = currencies;
  }

  /** Refuses an amount that can't be paid in this currency. */
  void require(String field, BigDecimal amount, String code) {
    Currency currency = currencies.find(code).orElseThrow();
    if (!currency.canExpress(amount)) {
      throw new UnfitOrderException(
          field, "An amount in %s has %d decimals.".formatted(code, currency.decimals()));
    }
  }

  /** What so much time costs; half a coin is rounded up. */
  BigDecimal forTime(int minutes, BigDecimal hourlyRate, String code) {
    int decimals = currencies.find(code).orElseThrow().decimals();
    return hourlyRate
        .multiply(BigDecimal.valueOf(minutes))
        .divide(MINUTES_PER_HOUR, Math.min(decimals, 2), RoundingMode.HALF_UP);
  }
}
