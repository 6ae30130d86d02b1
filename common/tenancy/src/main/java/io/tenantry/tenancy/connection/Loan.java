package io.tenantry.tenancy.connection;

import java.sql.Connection;
import javax.sql.DataSource;

/**
 * A connection of that pool.
 *
 * @param giveBack is to be run once the connection has been closed
 */
record Loan(Connection connection, DataSource pool, Runnable giveBack) {

  /** The same, with something else to be given back after it. */
  Loan and(Runnable other) {
    return new Loan(
        connection,
        pool,
        () -> {
          giveBack.run();
          other.run();
        });
  }
}
