package io.tenantry.techstore.devices;

import io.tenantry.techstore.devices.DeviceException.DeviceInUseException;
import io.tenantry.techstore.devices.DeviceException.DeviceNotFoundException;
import io.tenantry.techstore.devices.DeviceException.UnfitDeviceException;
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
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/** The customers' devices. */
@Repository
class Devices {

  private static final String COLUMNS =
      """
      device.id, device.customer_id, device.brand_id, brand.name as brand, device.model_id,
      model.name as model, device.description, device.serial_number, device.version,
      device.created_at, device.updated_at\
      """;
  private static final String CATALOGUE =
      """
      left join device_brand brand on brand.id = device.brand_id
      left join device_model model on model.id = device.model_id\
      """;
  private static final PagedSelect<Device> SELECT =
      new PagedSelect<>(COLUMNS, "device " + CATALOGUE, "device.id", Devices::device);

  /** The customer can't be deleted in between. */
  private static final String CREATE =
      """
      with owner as (select id from customer where id = :customer for key share),
      device as (
        insert into device (customer_id, brand_id, model_id, description, serial_number)
        select id, :brand, :model, :description, :serialNumber from owner
        returning *)
      select %s from device %s
      """
          .formatted(COLUMNS, CATALOGUE);

  private static final String CHANGE =
      """
      with owner as (select id from customer where id = :customer for key share),
      device as (
        update device
           set customer_id = owner.id, brand_id = :brand, model_id = :model,
               description = :description, serial_number = :serialNumber,
               version = version + 1, updated_at = now()
          from owner
         where device.id = :id and version = coalesce(:expected::integer, version)
        returning device.*)
      select %s from device %s
      """
          .formatted(COLUMNS, CATALOGUE);
  private static final String DELETE =
      "delete from device where id = :id and version = coalesce(:expected::integer, version)";

  private final JdbcClient jdbc;

  Devices(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Device get(long id) {
    return SELECT.get(jdbc, id).orElseThrow(() -> new DeviceNotFoundException(id));
  }

  Page<Device> find(DeviceFilter filter, Sort sort, PageWindow window, boolean counted) {
    return SELECT.find(jdbc, filter.conditions(), sort, window, counted);
  }

  Device create(DeviceDetails details) {
    return with(details, jdbc.sql(CREATE))
        .query(Devices::device)
        .optional()
        .orElseThrow(Devices::noSuchCustomer);
  }

  Device change(long id, @Nullable Integer expected, DeviceDetails details) {
    return with(details, jdbc.sql(CHANGE))
        .param("id", id)
        .param("expected", expected, Types.INTEGER)
        .query(Devices::device)
        .optional()
        .orElseThrow(() -> refusal(id, expected));
  }

  void delete(long id, @Nullable Integer expected) {
    try {
      int deleted =
          jdbc.sql(DELETE).param("id", id).param("expected", expected, Types.INTEGER).update();
      if (deleted == 0) {
        throw refusal(id, expected);
      }
    } catch (DataIntegrityViolationException e) {
      throw new DeviceInUseException(id);
    }
  }

  /** Nothing was changed: no such device, another version, or no such customer. */
  private RuntimeException refusal(long id, @Nullable Integer expected) {
    Optional<Device> found = SELECT.get(jdbc, id);
    if (found.isEmpty()) {
      return new DeviceNotFoundException(id);
    }
    return expected == null || expected == found.get().version()
        ? noSuchCustomer()
        : new StaleVersionException(true);
  }

  private static UnfitDeviceException noSuchCustomer() {
    return new UnfitDeviceException("customerId", "There is no such customer.");
  }

  private static StatementSpec with(DeviceDetails details, StatementSpec statement) {
    return statement
        .param("customer", details.customerId())
        .param("brand", details.brandId(), Types.BIGINT)
        .param("model", details.modelId(), Types.BIGINT)
        .param("description", details.description(), Types.VARCHAR)
        .param("serialNumber", details.serialNumber(), Types.VARCHAR);
  }

  private static Device device(ResultSet row, int index) throws SQLException {
    return new Device(
        row.getLong("id"),
        row.getLong("customer_id"),
        row.getObject("brand_id", Long.class),
        row.getString("brand"),
        row.getObject("model_id", Long.class),
        row.getString("model"),
        row.getString("description"),
        row.getString("serial_number"),
        row.getInt("version"),
        instant(row, "created_at"),
        instant(row, "updated_at"));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
