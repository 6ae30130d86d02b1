package io.tenantry.techstore.versions;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Something is no longer as the caller saw it. */
public final class StaleVersionException extends RuntimeException {

  private final boolean expectedByCaller;

  /**
   * @param expectedByCaller whether the caller said which version it had seen
   */
  public StaleVersionException(boolean expectedByCaller) {
    super("It has changed in the meantime.");
    this.expectedByCaller = expectedByCaller;
  }

  /**
   * Refuses a version that the caller has not seen.
   *
   * @param expected null if it does not matter
   */
  public static void check(@Nullable Integer expected, int version) {
    if (expected != null && !Objects.equals(expected, version)) {
      throw new StaleVersionException(true);
    }
  }

  public boolean expectedByCaller() {
    return expectedByCaller;
  }
}
