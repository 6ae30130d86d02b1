package io.tenantry.techstore.paging;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/** The parameters of a request for a part of a list. */
public record PageQuery(
    @Nullable @Min(0) @Max(PageWindow.LAST_PAGE) Integer page,
    @Nullable @Min(1) @Max(PageWindow.LARGEST_SIZE) Integer size) {

  public PageWindow window() {
    return new PageWindow(page == null ? 0 : page, size == null ? PageWindow.DEFAULT_SIZE : size);
  }
}
