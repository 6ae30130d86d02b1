package io.tenantry.techstore.users;

/** What a role may do. The words are the authorities that requests are checked for. */
public enum Permission {
  PRODUCTS_READ("products:read"),
  PRODUCTS_WRITE("products:write"),
  SERVICE_READ("service:read"),
  SERVICE_WRITE("service:write"),
  USERS_MANAGE("users:manage");

  private final String word;

  Permission(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }
}
