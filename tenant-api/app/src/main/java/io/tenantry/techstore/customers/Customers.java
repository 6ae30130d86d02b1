package io.tenantry.techstore.customers;

import io.tenantry.techstore.customers.CustomerException.CustomerInUseException;
import io.tenantry.techstore.customers.CustomerException.CustomerNotFoundException;
import io.tenantry.techstore.paging.Conditions;
import io.tenantry.techstore.paging.Page;
import io.tenantry.techstore.paging.PageWindow;
import io.tenantry.techstore.paging.PagedSelect;
import io.tenantry.techstore.paging.Sort;
import io.tenantry.techstore.versions.StaleVersionException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/** The shop's customers. */
@Repository
public class Customers {

  private static final String COLUMNS =
      "id, name, phone, email, notes, version, created_at, updated_at";
  private static final PagedSelect<Customer> SELECT =
      new PagedSelect<>(COLUMNS, "customer", "id", Customers::customer);

  private static final String CREATE =
      """
      insert into customer (name, phone, email, notes) values (:name, :phone, :email, :notes)
      returning %s
      """
          .formatted(COLUMNS);
  private static final String CHANGE =
      """
      update customer
         set name = :name, phone = :phone, email = :email, notes = :notes,
             version = version + 1, updated_at = now()
       where id = :id and version = coalesce(:expected::integer, version)
      returning %s
      """
          .formatted(COLUMNS);
  private static final String DELETE =
      "delete from customer where id = :id and version = coalesce(:expected::integer, version)";
  private static final String MATCHES =
      """
      position(lower(:text) in lower(concat_ws(chr(10), name, phone, email))) > 0
      """;

  private final JdbcClient jdbc;

  Customers(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public Customer get(long id) {
    return SELECT.get(jdbc, id).orElseThrow(() -> new CustomerNotFoundException(id));
  }

  /**
   * @param text part of the name, the phone number or the mail address; null for any
   */
  public Page<Customer> find(@Nullable String text, Sort sort, PageWindow window, boolean counted) {
    return SELECT.find(jdbc, new Conditions().and(MATCHES, "text", text), sort, window, counted);
  }

  public Customer create(CustomerDetails details) {
    return with(details, jdbc.sql(CREATE)).query(Customers::customer).single();
  }

  /**
   * @param expected the version that the caller has seen; null if it does not matter
   */
  public Customer change(long id, @Nullable Integer expected, CustomerDetails details) {
    return with(details, jdbc.sql(CHANGE))
        .param("id", id)
        .param("expected", expected, Types.INTEGER)
        .query(Customers::customer)
        .optional()
        .orElseThrow(() -> refusal(id));
  }

  /**
   * Deletes a customer without devices.
   *
   * @param expected the version that the caller has seen; null if it does not matter
   */
  public void delete(long id, @Nullable Integer expected) {
    try {
      int deleted =
          jdbc.sql(DELETE).param("id", id).param("expected", expected, Types.INTEGER).update();
      if (deleted == 0) {
        throw refusal(id);
      }
    } catch (DataIntegrityViolationException e) {
      throw new CustomerInUseException(id);
    }
  }

  /** Nothing was changed: another version, or nobody. */
  private RuntimeException refusal(long id) {
    return SELECT
        .get(jdbc, id)
        .<RuntimeException>map(_ -> new StaleVersionException(true))
        .orElseGet(() -> new CustomerNotFoundException(id));
  }

  private static StatementSpec with(CustomerDetails details, StatementSpec statement) {
    return statement
        .param("name", details.name())
        .param("phone", details.phone(), Types.VARCHAR)
        .param("email", details.email(), Types.VARCHAR)
        .param("notes", details.notes(), Types.VARCHAR);
  }

  private static Customer customer(ResultSet row, int index) throws SQLException {
    return new Customer(
        row.getLong("id"),
        row.getString("name"),
        row.getString("phone"),
        row.getString("email"),
        row.getString("notes"),
        row.getInt("version"),
        instant(row, "created_at"),
        instant(row, "updated_at"));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
