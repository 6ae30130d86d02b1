package io.tenantry.techstore.users;

/** What a user's password is compared with. */
public record Credentials(long id, Role role, String passwordHash) {

  /** Not for logs. */
  @Override
  public String toString() {
    return "Credentials of user " + id;
  }
}
