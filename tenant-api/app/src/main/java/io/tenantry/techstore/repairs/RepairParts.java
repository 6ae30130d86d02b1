package io.tenantry.techstore.repairs;

import io.tenantry.techstore.paging.Page;
import io.tenantry.techstore.paging.PageWindow;
import io.tenantry.techstore.products.CatalogueException.ProductNotFoundException;
import io.tenantry.techstore.products.Product;
import io.tenantry.techstore.products.ProductCatalogue;
import io.tenantry.techstore.products.StockMovement.Kind;
import io.tenantry.techstore.products.StockMovements;
import io.tenantry.techstore.repairs.RepairException.LineNotFoundException;
import io.tenantry.techstore.repairs.RepairException.UnfitOrderException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * What repairs use from stock: each change of it is a stock movement in the same transaction. The
 * order comes first, then products, then parts, so that no two transactions wait for each other.
 */
@Service
public class RepairParts {

  private final RepairOrders orders;
  private final PartRows rows;
  private final ProductCatalogue products;
  private final StockMovements stock;
  private final Money money;
  private final TransactionOperations transactions;

  RepairParts(
      RepairOrders orders,
      PartRows rows,
      ProductCatalogue products,
      StockMovements stock,
      Money money,
      TransactionOperations transactions) {
    this.orders = orders;
    this.rows = rows;
    this.products = products;
    this.stock = stock;
    this.money = money;
    this.transactions = transactions;
  }

  public Page<RepairPart> list(long order, PageWindow window) {
    orders.get(order);
    return rows.list(order, window);
  }

  /** Takes a part from stock; that there is enough is the stock's own business. */
  public RepairPart add(long order, NewPart part) {
    return transactions.execute(
        _ -> {
          String currency = orders.touch(order);
          try {
            Product product = products.get(part.productId());
            BigDecimal price = price(part.unitPrice(), product, currency);
            stock.post(part.productId(), -part.quantity(), Kind.OUT, reason(order));
            return rows.add(order, part, product, price);
          } catch (ProductNotFoundException e) {
            throw new UnfitOrderException("productId", "There is no such product.");
          }
        });
  }

  /** Brings a part back to stock, as if it had never been used. */
  public void remove(long order, long id) {
    transactions.executeWithoutResult(
        _ -> {
          orders.touch(order);
          RepairPart part =
              rows.find(order, id).orElseThrow(() -> new LineNotFoundException(order, id));
          bringBack(order, part);
          rows.delete(id);
        });
  }

  /** Brings all of an order's parts back to stock, within the transaction that cancels it. */
  void returnAll(long order) {
    rows.inUse(order).forEach(part -> bringBack(order, part));
    rows.markReturned(order);
  }

  private void bringBack(long order, RepairPart part) {
    if (part.productId() == null) {
      return;
    }
    try {
      stock.post(part.productId(), part.quantity(), Kind.RETURN, reason(order));
    } catch (ProductNotFoundException _) {
      // It was deleted a moment ago, and its stock with it.
    }
  }

  private BigDecimal price(@Nullable BigDecimal wanted, Product product, String currency) {
    if (wanted == null && !product.currency().equals(currency)) {
      throw new UnfitOrderException(
          "unitPrice",
          "The product's price is in %s, the order in %s: say a price."
              .formatted(product.currency(), currency));
    }
    BigDecimal price = wanted == null ? product.price() : wanted;
    money.require("unitPrice", price, currency);
    return price;
  }

  private static String reason(long order) {
    return "Repair order " + order;
  }
}
