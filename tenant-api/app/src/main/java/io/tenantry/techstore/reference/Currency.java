package io.tenantry.techstore.reference;

import java.math.BigDecimal;

/**
 * A currency that prices can be in.
 *
 * @param code of ISO 4217
 * @param decimals how many an amount may have
 */
public record Currency(String code, String name, String symbol, int decimals) {

  /** Whether the amount can be paid in this currency. */
  public boolean canExpress(BigDecimal amount) {
    return amount.signum() == 0 || amount.stripTrailingZeros().scale() <= decimals;
  }
}
