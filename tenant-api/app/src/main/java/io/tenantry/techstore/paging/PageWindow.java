package io.tenantry.techstore.paging;

/**
 * Which part of a list is wanted.
 *
 * @param page counted from 0
 */
public record PageWindow(int page, int size) {

  public static final int DEFAULT_SIZE = 20;
  public static final int LARGEST_SIZE = 200;
  public static final int LAST_PAGE = 100_000;

  public long offset() {
    return (long) page * size;
  }

  /** One row more than the page shows, to tell whether there is another page. */
  public int limit() {
    return size + 1;
  }
}
