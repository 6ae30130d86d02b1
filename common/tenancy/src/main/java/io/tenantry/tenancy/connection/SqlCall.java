package io.tenantry.tenancy.connection;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Some work on the database. */
@FunctionalInterface
interface SqlCall<T extends @Nullable Object> {

  T call() throws SQLException;
}
