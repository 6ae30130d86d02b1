package io.tenantry.techstore.reference.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.techstore.input.SingleLine;
import io.tenantry.techstore.paging.Page;
import io.tenantry.techstore.paging.PageQuery;
import io.tenantry.techstore.reference.DeviceBrand;
import io.tenantry.techstore.reference.DeviceCatalogue;
import io.tenantry.techstore.reference.DeviceModel;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Reference data")
class DeviceCatalogueController {

  private final DeviceCatalogue catalogue;

  DeviceCatalogueController(DeviceCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  @GetMapping("/device-brands")
  @Operation(summary = "Brands of devices")
  Page<DeviceBrand> brands(@ParameterObject @Valid PageQuery page) {
    return catalogue.brands(page.window());
  }

  @GetMapping("/device-models")
  @Operation(summary = "Models of devices, by brand and name")
  Page<DeviceModel> models(
      @ParameterObject @Valid PageQuery page, @ParameterObject @Valid ModelQuery query) {
    return catalogue.models(query.brand(), query.kind(), query.text(), page.window());
  }

  /** Which models are to be listed. */
  record ModelQuery(
      @Parameter(description = "Id of a brand") @Nullable Long brand,
      @Nullable
          @Pattern(
              regexp = "phone|tablet|laptop|console|watch",
              message = "must be one of phone, tablet, laptop, console, watch")
          String kind,
      @Parameter(description = "Part of the brand's or the model's name")
          @Nullable
          @Size(max = 100)
          @SingleLine
          String q) {

    @Nullable String text() {
      return q == null || q.isBlank() ? null : q;
    }
  }
}
