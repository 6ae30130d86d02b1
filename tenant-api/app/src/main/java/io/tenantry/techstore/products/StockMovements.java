package io.tenantry.techstore.products;

import io.tenantry.techstore.paging.Page;
import io.tenantry.techstore.paging.PageWindow;
import io.tenantry.techstore.products.CatalogueException.InsufficientStockException;
import io.tenantry.techstore.products.CatalogueException.ProductNotFoundException;
import io.tenantry.techstore.products.CatalogueException.UnfitValueException;
import io.tenantry.techstore.products.StockMovement.Kind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The book of what came and went, and the only place that changes a product's stock. */
@Repository
public class StockMovements {

  /** More than this of one product is a typing mistake. */
  private static final int MOST = 1_000_000_000;

  private static final String POST =
      """
      with moved as (
        update product
           set stock_quantity = stock_quantity + :quantity, version = version + 1,
               updated_at = now()
         where id = :product and stock_quantity::bigint + :quantity between 0 and :most
        returning id)
      insert into stock_movement (product_id, quantity, kind, reason)
      select id, :quantity, :kind, :reason from moved
      returning id, product_id, quantity, kind, reason, created_at
      """;
  private static final String LIST =
      """
      select id, product_id, quantity, kind, reason, created_at
        from stock_movement
       where product_id = :product
       order by created_at desc, id desc
       limit :limit offset :offset
      """;

  private final JdbcClient jdbc;

  StockMovements(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Changes the stock and writes it down, both or neither: one statement is one transaction. */
  public StockMovement post(long product, int quantity, Kind kind, @Nullable String reason) {
    if (!kind.allows(quantity)) {
      throw new UnfitValueException(
          "quantity",
          "quantity must be below 0 for sale and out, above 0 for in and return; never 0");
    }
    return jdbc.sql(POST)
        .param("product", product)
        .param("quantity", quantity)
        .param("most", MOST)
        .param("kind", kind.word())
        .param("reason", reason, Types.VARCHAR)
        .query(StockMovements::movement)
        .optional()
        .orElseThrow(() -> refusal(product, quantity));
  }

  private CatalogueException refusal(long product, int quantity) {
    return stock(product)
        .<CatalogueException>map(
            stock ->
                quantity < 0
                    ? new InsufficientStockException(stock)
                    : new UnfitValueException("quantity", "There would be too many in stock."))
        .orElseGet(() -> new ProductNotFoundException(product));
  }

  private Optional<Integer> stock(long product) {
    return jdbc.sql("select stock_quantity from product where id = :product")
        .param("product", product)
        .query(Integer.class)
        .optional();
  }

  /** The newest first. */
  public Page<StockMovement> list(long product, PageWindow window) {
    List<StockMovement> found =
        jdbc.sql(LIST)
            .param("product", product)
            .param("limit", window.limit())
            .param("offset", window.offset())
            .query(StockMovements::movement)
            .list();
    if (found.isEmpty() && stock(product).isEmpty()) {
      throw new ProductNotFoundException(product);
    }
    return Page.of(found, window, null);
  }

  private static StockMovement movement(ResultSet row, int index) throws SQLException {
    return new StockMovement(
        row.getLong("id"),
        row.getLong("product_id"),
        row.getInt("quantity"),
        Kind.of(row.getString("kind")),
        row.getString("reason"),
        row.getObject("created_at", OffsetDateTime.class).toInstant());
  }
}
