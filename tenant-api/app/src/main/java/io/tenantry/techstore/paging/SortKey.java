package io.tenantry.techstore.paging;

/** Something that a list can be sorted by. */
public interface SortKey {

  /** What the caller calls it. */
  String word();

  /** Its SQL, a constant. */
  String expression();
}
