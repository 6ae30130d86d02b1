package io.tenantry.provisioning.paging;

import io.tenantry.problems.ProblemException;
import java.nio.ByteBuffer;
import java.util.Base64;

/**
 * Where a page ended, as some numbers in a text that callers hand back as it is. What the numbers
 * mean is the list's own business.
 */
public final class Cursor {

  private final long[] numbers;

  private Cursor(long[] numbers) {
    this.numbers = numbers;
  }

  public static Cursor of(long... numbers) {
    return new Cursor(numbers.clone());
  }

  /**
   * Reads the parameter {@code cursor}.
   *
   * @param length how many numbers it must have
   * @throws ProblemException if it is not one of ours
   */
  public static Cursor parse(String text, int length) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
      if (bytes.remaining() == length * Long.BYTES) {
        long[] numbers = new long[length];
        bytes.asLongBuffer().get(numbers);
        return new Cursor(numbers);
      }
    } catch (IllegalArgumentException e) {
      // No Base64: told below, like everything that is not ours.
    }
    throw invalid();
  }

  /** To throw where the numbers make no sense to the list. */
  public static ProblemException invalid() {
    return ProblemException.invalid("cursor", "This cursor is not one of ours.");
  }

  public long number(int index) {
    return numbers[index];
  }

  @Override
  public String toString() {
    ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Long.BYTES);
    bytes.asLongBuffer().put(numbers);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }
}
