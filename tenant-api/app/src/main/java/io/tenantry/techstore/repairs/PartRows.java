package io.tenantry.techstore.repairs;

import io.tenantry.techstore.paging.Page;
import io.tenantry.techstore.paging.PageWindow;
import io.tenantry.techstore.products.Product;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of parts; they know nothing of stock. */
@Repository
class PartRows {

  private static final String COLUMNS =
      """
      id, product_id, sku, name, quantity, unit_price, quantity * unit_price as amount, created_at,
      returned_at\
      """;
  private static final String ADD =
      """
      insert into repair_part (order_id, product_id, sku, name, quantity, unit_price)
      values (:order, :product, :sku, :name, :quantity, :price)
      returning %s
      """
          .formatted(COLUMNS);
  private static final String LIST =
      """
      select %s from repair_part where order_id = :order order by id limit :limit offset :offset
      """
          .formatted(COLUMNS);
  private static final String FIND =
      "select %s from repair_part where order_id = :order and id = :id".formatted(COLUMNS);

  /** In the order in which everybody locks products. */
  private static final String IN_USE =
      """
      select %s from repair_part
       where order_id = :order and returned_at is null
       order by product_id
      """
          .formatted(COLUMNS);

  private static final String MARK =
      """
      update repair_part set returned_at = now()
       where order_id = :order and returned_at is null
      """;

  private final JdbcClient jdbc;

  PartRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  RepairPart add(long order, NewPart part, Product product, BigDecimal price) {
    return jdbc.sql(ADD)
        .param("order", order)
        .param("product", part.productId())
        .param("sku", product.sku())
        .param("name", product.name())
        .param("quantity", part.quantity())
        .param("price", price)
        .query(PartRows::part)
        .single();
  }

  Page<RepairPart> list(long order, PageWindow window) {
    List<RepairPart> found =
        jdbc.sql(LIST)
            .param("order", order)
            .param("limit", window.limit())
            .param("offset", window.offset())
            .query(PartRows::part)
            .list();
    return Page.of(found, window, null);
  }

  Optional<RepairPart> find(long order, long id) {
    return jdbc.sql(FIND).param("order", order).param("id", id).query(PartRows::part).optional();
  }

  List<RepairPart> inUse(long order) {
    return jdbc.sql(IN_USE).param("order", order).query(PartRows::part).list();
  }

  void markReturned(long order) {
    jdbc.sql(MARK).param("order", order).update();
  }

  void delete(long id) {
    jdbc.sql("delete from repair_part where id = :id").param("id", id).update();
  }

  private static RepairPart part(ResultSet row, int index) throws SQLException {
    OffsetDateTime returned = row.getObject("returned_at", OffsetDateTime.class);
    return new RepairPart(
        row.getLong("id"),
        row.getObject("product_id", Long.class),
        row.getString("sku"),
        row.getString("name"),
        row.getInt("quantity"),
        row.getBigDecimal("unit_price"),
        row.getBigDecimal("amount"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        returned == null ? null : returned.toInstant());
  }
}
