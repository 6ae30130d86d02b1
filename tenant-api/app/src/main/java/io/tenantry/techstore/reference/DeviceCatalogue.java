package io.tenantry.techstore.reference;

import io.tenantry.techstore.paging.Conditions;
import io.tenantry.techstore.paging.Page;
import io.tenantry.techstore.paging.PageWindow;
import io.tenantry.techstore.paging.PagedSelect;
import io.tenantry.techstore.paging.Sort;
import io.tenantry.techstore.paging.SortKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads brands and models of devices, which are the same for all shops. */
@Repository
public class DeviceCatalogue {

  private static final PagedSelect<DeviceBrand> BRANDS =
      new PagedSelect<>(
          "id, name",
          "device_brand",
          "id",
          (row, index) -> new DeviceBrand(row.getLong("id"), row.getString("name")));
  private static final PagedSelect<DeviceModel> MODELS =
      new PagedSelect<>(
          "model.id, model.brand_id, brand.name as brand, model.name, model.kind",
          "device_model model join device_brand brand on brand.id = model.brand_id",
          "model.id",
          (row, index) ->
              new DeviceModel(
                  row.getLong("id"),
                  row.getLong("brand_id"),
                  row.getString("brand"),
                  row.getString("name"),
                  row.getString("kind")));

  private enum Order implements SortKey {
    BRANDS("lower(name)"),
    MODELS("lower(brand.name || chr(10) || model.name)");

    private final String expression;

    Order(String expression) {
      this.expression = expression;
    }

    @Override
    public String word() {
      return "name";
    }

    @Override
    public String expression() {
      return expression;
    }
  }

  private final JdbcClient jdbc;

  DeviceCatalogue(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public Optional<DeviceBrand> brand(long id) {
    return BRANDS.get(jdbc, id);
  }

  public Optional<DeviceModel> model(long id) {
    return MODELS.get(jdbc, id);
  }

  /** In the order of their names. */
  public Page<DeviceBrand> brands(PageWindow window) {
    return BRANDS.find(jdbc, new Conditions(), new Sort(Order.BRANDS, false), window, false);
  }

  /**
   * In the order of their brands' and their own names.
   *
   * @param text part of the brand's or the model's name; null for any
   */
  public Page<DeviceModel> models(
      @Nullable Long brand, @Nullable String kind, @Nullable String text, PageWindow window) {
    Conditions wanted =
        new Conditions()
            .and("model.brand_id = :brand", "brand", brand)
            .and("model.kind = :kind", "kind", kind)
            .and(
                "position(lower(:text) in lower(brand.name || ' ' || model.name)) > 0",
                "text",
                text);
    return MODELS.find(jdbc, wanted, new Sort(Order.MODELS, false), window, false);
  }
}
