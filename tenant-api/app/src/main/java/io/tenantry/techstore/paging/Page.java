package io.tenantry.techstore.paging;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param more whether another page follows
 * @param total how many there are on all pages, where that was asked for
 */
public record Page<T>(
    List<T> items,
    int page,
    int size,
    boolean more,
    @JsonInclude(Include.NON_NULL) @Nullable Long total) {

  /**
   * @param rows of the window, with the one beyond the page where there is one
   */
  public static <T> Page<T> of(List<T> rows, PageWindow window, @Nullable Long total) {
    boolean more = rows.size() > window.size();
    return new Page<>(
        more ? List.copyOf(rows.subList(0, window.size())) : rows,
        window.page(),
        window.size(),
        more,
        total);
  }

  /** The same page with its items shown otherwise. */
  public <R> Page<R> map(Function<T, R> mapping) {
    return new Page<>(items.stream().map(mapping).toList(), page, size, more, total);
  }
}
