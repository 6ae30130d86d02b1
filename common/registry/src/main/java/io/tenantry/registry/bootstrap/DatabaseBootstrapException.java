package io.tenantry.registry.bootstrap;

/** Why a database can't be prepared, in words for the administrator and without any password. */
public final class DatabaseBootstrapException extends RuntimeException {

  DatabaseBootstrapException(String message) {
    super(message);
  }

  DatabaseBootstrapException(String message, Throwable cause) {
    super(message, cause);
  }
}
