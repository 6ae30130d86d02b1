package io.tenantry.techstore.products;

import java.sql.SQLException;
import org.springframework.dao.DataIntegrityViolationException;

/** Tells by SQLSTATE, since a constraint's name is not to be had from every kind of cluster. */
final class ForeignKeys {

  private static final String VIOLATION = "23503";

  private ForeignKeys() {}

  static boolean isViolated(DataIntegrityViolationException e) {
    return e.getMostSpecificCause() instanceof SQLException cause
        && VIOLATION.equals(cause.getSQLState());
  }
}
