package io.tenantry.techstore.products;

import io.tenantry.techstore.paging.Page;
import io.tenantry.techstore.paging.PageWindow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Lists products: one statement a page, with their number in the same where that is wanted. */
@Repository
public class ProductSearch {

  private static final String PAGE =
      """
      select id, sku, name, description, category_id, price, currency, stock_quantity,
             minimum_stock, active, version, created_at, updated_at%s
        from product
       where %s
       order by %s
       limit :limit offset :offset
      """;
  private static final String AFTER =
      """
      select id, sku, name, description, category_id, price, currency, stock_quantity,
             minimum_stock, active, version, created_at, updated_at
        from product
       where id > :after and %s
       order by id
       limit :limit
      """;
  private static final int PORTION = 500;
  private static final String WITH_TOTAL = ", count(*) over () as total";
  private static final String COUNT = "select count(*) from product where %s";

  private record Row(Product product, @Nullable Long total) {}

  private final JdbcClient jdbc;

  ProductSearch(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public Page<Product> find(
      ProductFilter filter, ProductSort sort, PageWindow window, boolean counted) {
    String sql = PAGE.formatted(counted ? WITH_TOTAL : "", filter.condition(), sort.orderBy());
    List<Row> rows =
        jdbc.sql(sql)
            .params(filter.parameters())
            .param("limit", window.limit())
            .param("offset", window.offset())
            .query((row, index) -> new Row(product(row), counted ? row.getLong("total") : null))
            .list();
    Long total = counted ? total(rows, filter, window) : null;
    return Page.of(rows.stream().map(Row::product).toList(), window, total);
  }

  /**
   * The products that follow an id, a portion of them. So a catalogue of any length is read in
   * little memory, and no connection waits for whoever reads it slowly.
   */
  public List<Product> after(long id, ProductFilter filter) {
    return jdbc.sql(AFTER.formatted(filter.condition()))
        .params(filter.parameters())
        .param("after", id)
        .param("limit", PORTION)
        .query((row, index) -> product(row))
        .list();
  }

  /** A page beyond the last has no row that could tell the number. */
  private @Nullable Long total(List<Row> rows, ProductFilter filter, PageWindow window) {
    if (!rows.isEmpty()) {
      return rows.getFirst().total();
    }
    return window.page() == 0
        ? 0L
        : jdbc.sql(COUNT.formatted(filter.condition()))
            .params(filter.parameters())
            .query(Long.class)
            .single();
  }

  private static Product product(ResultSet row) throws SQLException {
    return new Product(
        row.getLong("id"),
        row.getString("sku"),
        row.getString("name"),
        row.getString("description"),
        row.getObject("category_id", Long.class),
        row.getBigDecimal("price"),
        row.getString("currency"),
        row.getInt("stock_quantity"),
        row.getInt("minimum_stock"),
        row.getBoolean("active"),
        row.getInt("version"),
        instant(row, "created_at"),
        instant(row, "updated_at"));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
