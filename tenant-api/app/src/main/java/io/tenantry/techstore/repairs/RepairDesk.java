package io.tenantry.techstore.repairs;

import io.tenantry.techstore.paging.Page;
import io.tenantry.techstore.paging.PageWindow;
import io.tenantry.techstore.paging.Sort;
import io.tenantry.techstore.reference.Currencies;
import io.tenantry.techstore.repairs.RepairException.UnfitOrderException;
import io.tenantry.techstore.repairs.RepairException.WrongStateException;
import io.tenantry.techstore.versions.StaleVersionException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** Takes devices in, and moves their orders on. */
@Service
public class RepairDesk {

  private final RepairOrders orders;
  private final StateChanges changes;
  private final RepairParts parts;
  private final Currencies currencies;
  private final TransactionOperations transactions;

  RepairDesk(
      RepairOrders orders,
      StateChanges changes,
      RepairParts parts,
      Currencies currencies,
      TransactionOperations transactions) {
    this.orders = orders;
    this.changes = changes;
    this.parts = parts;
    this.currencies = currencies;
    this.transactions = transactions;
  }

  public RepairOrder get(long id) {
    return orders.get(id);
  }

  public Page<RepairOrder> find(OrderFilter filter, Sort sort, PageWindow window, boolean counted) {
    return orders.find(filter, sort, window, counted);
  }

  /** The steps so far, the oldest first. */
  public Page<StateChange> history(long id, PageWindow window) {
    orders.get(id);
    return changes.list(id, window);
  }

  /**
   * @param by who takes it in, where that is known
   */
  public RepairOrder takeIn(NewOrder order, @Nullable String by) {
    if (currencies.find(order.currency()).isEmpty()) {
      throw new UnfitOrderException("currency", "No such currency is known.");
    }
    return transactions.execute(
        _ -> {
          long id = orders.create(StatusCode.random(), order);
          changes.add(id, null, RepairState.RECEIVED, null, by);
          return orders.get(id);
        });
  }

  /**
   * @param expected the version that the caller has seen; null if it does not matter
   */
  public RepairOrder change(
      long id, @Nullable Integer expected, String problem, @Nullable LocalDate promisedFor) {
    orders.change(id, expected, problem, promisedFor);
    return orders.get(id);
  }

  /**
   * Moves an order on. What a cancelled one has used goes back to stock.
   *
   * @param expected the version that the caller has seen; null if it does not matter
   * @param by who does it, where that is known
   */
  public RepairOrder move(
      long id,
      @Nullable Integer expected,
      RepairState next,
      @Nullable String note,
      @Nullable String by) {
    return transactions.execute(
        _ -> {
          RepairOrder order = orders.get(id);
          StaleVersionException.check(expected, order.version());
          if (!order.state().canBecome(next)) {
            throw new WrongStateException(order.state(), next);
          }
          orders.move(order, expected, next);
          changes.add(id, order.state(), next, note, by);
          if (next == RepairState.CANCELLED) {
            parts.returnAll(id);
          }
          return orders.get(id);
        });
  }
}
