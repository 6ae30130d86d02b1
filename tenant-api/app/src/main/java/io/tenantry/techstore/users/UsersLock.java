package io.tenantry.techstore.users;

import io.tenantry.tenancy.CurrentTenant;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionOperations;

/** One change of a shop's users and invitations at a time, so that what was counted still holds. */
@Repository
class UsersLock {

  /** Each shop's own, and let go of with the transaction. */
  private static final String LOCK =
      "select 1 from pg_advisory_xact_lock(hashtextextended('users of ' || :tenant, 0))";

  private final JdbcClient jdbc;
  private final TransactionOperations transactions;

  UsersLock(JdbcClient jdbc, TransactionOperations transactions) {
    this.jdbc = jdbc;
    this.transactions = transactions;
  }

  <T> T within(Supplier<T> change) {
    return Optional.ofNullable(transactions.execute(_ -> locked(change))).orElseThrow();
  }

  private <T> T locked(Supplier<T> change) {
    String tenant = CurrentTenant.get().id().toString();
    jdbc.sql(LOCK).param("tenant", tenant).query(Integer.class).single();
    return change.get();
  }
}
