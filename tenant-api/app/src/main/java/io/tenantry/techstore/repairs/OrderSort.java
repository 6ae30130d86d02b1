package io.tenantry.techstore.repairs;

import io.tenantry.techstore.paging.SortKey;

/** What orders can be sorted by. */
public enum OrderSort implements SortKey {
  CREATED_AT("createdAt", "o.created_at"),
  UPDATED_AT("updatedAt", "o.updated_at"),
  PROMISED_FOR("promisedFor", "o.promised_for"),
  STATE("state", "o.state"),
  CUSTOMER("customer", "lower(customer.name)");

  private final String word;
  private final String expression;

  OrderSort(String word, String expression) {
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
