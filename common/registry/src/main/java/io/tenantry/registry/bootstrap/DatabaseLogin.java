package io.tenantry.registry.bootstrap;

import io.tenantry.registry.SqlIdentifier;

/** A login of the database server with its password, which {@link #toString()} keeps to itself. */
public record DatabaseLogin(SqlIdentifier name, String password) {

  /**
   * @throws IllegalArgumentException if the name is not usable or the password is empty
   */
  public DatabaseLogin {
    if (password.isEmpty()) {
      throw new IllegalArgumentException("the login '" + name + "' needs a password");
    }
  }

  /** The login of that name. */
  public static DatabaseLogin of(String name, String password) {
    return new DatabaseLogin(new SqlIdentifier(name), password);
  }

  @Override
  public String toString() {
    return name.value();
  }
}
