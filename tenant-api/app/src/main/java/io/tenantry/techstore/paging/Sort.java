package io.tenantry.techstore.paging;

import io.tenantry.problems.ProblemException;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The order of a list: one of a few, whose SQL is constant. A minus sign turns it around. */
public record Sort(SortKey key, boolean descending) {

  /**
   * @param text what the caller wrote; null for the first key
   * @throws ProblemException if there is no such order
   */
  public static Sort parse(@Nullable String text, SortKey... keys) {
    if (text == null) {
      return new Sort(keys[0], false);
    }
    boolean descending = text.startsWith("-");
    String word = descending ? text.substring(1) : text;
    return Arrays.stream(keys)
        .filter(key -> key.word().equals(word))
        .findFirst()
        .map(key -> new Sort(key, descending))
        .orElseThrow(
            () ->
                ProblemException.invalid(
                    "sort", "must be one of " + words(keys) + ", with or without a minus."));
  }

  private static String words(SortKey... keys) {
    return Arrays.stream(keys).map(SortKey::word).collect(Collectors.joining(", "));
  }

  /**
   * @param id makes the order complete, so that nothing is on two pages
   */
  String orderBy(String id) {
    String direction = descending ? " desc" : " asc";
    return key.expression() + direction + ", " + id + direction;
  }
}
