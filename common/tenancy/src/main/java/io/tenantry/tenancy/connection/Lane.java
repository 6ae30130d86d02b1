package io.tenantry.tenancy.connection;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Semaphore;

/** A small pool and the turns on its connections. */
record Lane(HikariDataSource pool, Semaphore turns) {

  Lane(HikariDataSource pool) {
    this(pool, new Semaphore(pool.getMaximumPoolSize()));
  }

  boolean hasIdle() {
    return pool.isRunning() && pool.getHikariPoolMXBean().getIdleConnections() > 0;
  }

  /**
   * For whoever has a turn: that is given back with the connection, or now if none is to be had.
   */
  Loan lend() throws SQLException {
    boolean lent = false;
    try {
      Connection connection = pool.getConnection();
      lent = true;
      return new Loan(connection, pool, turns::release);
    } finally {
      if (!lent) {
        turns.release();
      }
    }
  }
}
