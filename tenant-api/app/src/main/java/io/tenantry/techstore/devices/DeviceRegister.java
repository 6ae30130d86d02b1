package io.tenantry.techstore.devices;

import io.tenantry.techstore.devices.DeviceException.UnfitDeviceException;
import io.tenantry.techstore.paging.Page;
import io.tenantry.techstore.paging.PageWindow;
import io.tenantry.techstore.paging.Sort;
import io.tenantry.techstore.reference.DeviceCatalogue;
import io.tenantry.techstore.reference.DeviceModel;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The customers' devices, whose brands and models are of the shared catalogue. */
@Service
public class DeviceRegister {

  private final Devices devices;
  private final DeviceCatalogue catalogue;

  DeviceRegister(Devices devices, DeviceCatalogue catalogue) {
    this.devices = devices;
    this.catalogue = catalogue;
  }

  public Device get(long id) {
    return devices.get(id);
  }

  public Page<Device> find(DeviceFilter filter, Sort sort, PageWindow window, boolean counted) {
    return devices.find(filter, sort, window, counted);
  }

  public Device create(DeviceDetails details) {
    return devices.create(inCatalogue(details));
  }

  /**
   * @param expected the version that the caller has seen; null if it does not matter
   */
  public Device change(long id, @Nullable Integer expected, DeviceDetails details) {
    return devices.change(id, expected, inCatalogue(details));
  }

  /**
   * Deletes a device without repair orders.
   *
   * @param expected the version that the caller has seen; null if it does not matter
   */
  public void delete(long id, @Nullable Integer expected) {
    devices.delete(id, expected);
  }

  private DeviceDetails inCatalogue(DeviceDetails details) {
    if (details.modelId() != null) {
      return ofModel(details, details.modelId());
    }
    if (details.brandId() != null) {
      if (catalogue.brand(details.brandId()).isEmpty()) {
        throw new UnfitDeviceException("brandId", "There is no such brand.");
      }
    } else if (details.description() == null) {
      throw new UnfitDeviceException(
          "description", "A device without brand and model needs a description.");
    }
    return details;
  }

  private DeviceDetails ofModel(DeviceDetails details, long id) {
    DeviceModel model =
        catalogue
            .model(id)
            .orElseThrow(() -> new UnfitDeviceException("modelId", "There is no such model."));
    if (details.brandId() != null && details.brandId() != model.brandId()) {
      throw new UnfitDeviceException("modelId", "The model is of another brand.");
    }
    return details.ofBrand(model.brandId());
  }
}
