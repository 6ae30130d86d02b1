package io.tenantry.tenancy.connection;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import org.postgresql.core.BaseConnection;
import org.postgresql.jdbc.PreferQueryMode;

/**
 * Settings of the driver that part a statement from the switch that it travels with. The statement
 * would then run as the bare login, which may read no tenant, and fail.
 */
final class DriverSettings {

  private DriverSettings() {}

  /**
   * @throws SQLNonTransientConnectionException naming the settings to change
   */
  static void check(BaseConnection driver) throws SQLException {
    if (driver.getPreferQueryMode() == PreferQueryMode.SIMPLE || driver.getPrepareThreshold() < 0) {
      throw new SQLNonTransientConnectionException(
          "The driver's settings preferQueryMode=simple and prepareThreshold=-1 part statements"
              + " from the switch to their tenant: take them out of the data source's URL and"
              + " properties");
    }
  }

  /** Whether the server is told that a text is one; with stringtype=unspecified it is not. */
  static boolean typeTexts(BaseConnection driver) {
    return driver.getStringVarcharFlag();
  }
}
