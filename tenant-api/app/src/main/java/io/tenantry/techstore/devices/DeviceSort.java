package io.tenantry.techstore.devices;

import io.tenantry.techstore.paging.SortKey;

/** What devices can be sorted by. */
public enum DeviceSort implements SortKey {
  CREATED_AT("createdAt", "device.created_at"),
  UPDATED_AT("updatedAt", "device.updated_at"),
  SERIAL_NUMBER("serialNumber", "lower(device.serial_number)"),
  BRAND("brand", "lower(brand.name)");

  private final String word;
  private final String expression;

  DeviceSort(String word, String expression) {
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
