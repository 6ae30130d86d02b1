package io.tenantry.techstore.products;

import io.tenantry.tenancy.CurrentTenant;
import io.tenantry.tenancy.LimitExceededException;
import io.tenantry.tenancy.Tenant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionOperations;

/**
 * How many products the shop's plan allows. Shops without such a limit pay nothing for it; in the
 * others one product is made at a time.
 */
@Repository
class ProductLimit {

  /** Each shop's own, and let go of with the transaction. */
  private static final String LOCK =
      "select 1 from pg_advisory_xact_lock(hashtextextended('products of ' || :tenant, 0))";

  /** Stops at the limit, however large the catalogue is. */
  private static final String COUNT_UP_TO =
      "select count(*) from (select from product limit :allowed) as counted";

  private static final String COUNT = "select count(*) from product";

  private final JdbcClient jdbc;
  private final TransactionOperations transactions;

  ProductLimit(JdbcClient jdbc, TransactionOperations transactions) {
    this.jdbc = jdbc;
    this.transactions = transactions;
  }

  /**
   * Makes a product if the plan allows one more.
   *
   * @throws LimitExceededException if it does not
   */
  Product within(Supplier<Product> creation) {
    Tenant shop = CurrentTenant.get();
    OptionalLong allowed = shop.limits().products();
    if (allowed.isEmpty()) {
      return creation.get();
    }
    Optional<Product> created =
        transactions.execute(_ -> createIfRoom(shop, allowed.getAsLong(), creation));
    return created.orElseThrow(() -> exceeded(allowed.getAsLong()));
  }

  /** Counts after the lock is there, and so sees what was made before. */
  private Optional<Product> createIfRoom(Tenant shop, long allowed, Supplier<Product> creation) {
    jdbc.sql(LOCK).param("tenant", shop.id().toString()).query(Integer.class).single();
    long used = jdbc.sql(COUNT_UP_TO).param("allowed", allowed).query(Long.class).single();
    return used < allowed ? Optional.of(creation.get()) : Optional.empty();
  }

  private LimitExceededException exceeded(long allowed) {
    long used = jdbc.sql(COUNT).query(Long.class).single();
    return new LimitExceededException("products", allowed, Math.max(allowed, used));
  }
}
