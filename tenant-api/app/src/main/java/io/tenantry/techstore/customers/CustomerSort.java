package io.tenantry.techstore.customers;

import io.tenantry.techstore.paging.SortKey;

/** What customers can be sorted by. */
public enum CustomerSort implements SortKey {
  NAME("name", "lower(name)"),
  CREATED_AT("createdAt", "created_at"),
  UPDATED_AT("updatedAt", "updated_at");

  private final String word;
  private final String expression;

  CustomerSort(String word, String expression) {
    this.word = word;
    this.expression = expression;
  }

  @Override
  public String word() {
    return word;
  }

  @Override
  public String expression() {
    return expression;
  }
}
