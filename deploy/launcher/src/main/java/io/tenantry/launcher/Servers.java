package io.tenantry.launcher;

import org.jspecify.annotations.Nullable;

/**
 * The two servers in use.
 *
 * @param postgresUrl with the credentials of a user who may make logins
 * @param rabbitUrl with the credentials that the services use
 * @param createdDatabase the database that was missing, or none
 */
public record Servers(String postgresUrl, String rabbitUrl, @Nullable String createdDatabase) {

  /** Both carry passwords. */
  @Override
  public String toString() {
    return "Servers[...]";
  }
}
