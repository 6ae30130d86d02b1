package io.tenantry.techstore.devices.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.techstore.devices.Device;
import io.tenantry.techstore.devices.DeviceRegister;
import io.tenantry.techstore.paging.Page;
import io.tenantry.techstore.paging.PageQuery;
import io.tenantry.techstore.versions.EntityTag;
import jakarta.validation.Valid;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/service/devices", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Devices")
class DeviceController {

  private final DeviceRegister devices;

  DeviceController(DeviceRegister devices) {
    this.devices = devices;
  }

  @GetMapping
  @Operation(summary = "Lists devices")
  Page<Device> list(
      @ParameterObject @Valid PageQuery page, @ParameterObject @Valid DeviceQuery query) {
    return devices.find(query.filter(), query.order(), page.window(), query.counted());
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(summary = "Adds a device")
  ResponseEntity<Device> create(@RequestBody @Valid DeviceRequest request) {
    Device created = devices.create(request.details());
    return ResponseEntity.created(URI.create("/api/service/devices/" + created.id()))
        .eTag(EntityTag.of(created.version()))
        .body(created);
  }

  @GetMapping("/{id}")
  @Operation(summary = "Shows a device")
  ResponseEntity<Device> get(@PathVariable long id) {
    return tagged(devices.get(id));
  }

  @PutMapping("/{id}")
  @Operation(summary = "Changes a device; If-Match makes sure that it is as it was seen")
  ResponseEntity<Device> change(
      @PathVariable long id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestBody @Valid DeviceRequest request) {
    return tagged(devices.change(id, EntityTag.expected(ifMatch), request.details()));
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Deletes a device that has no repair orders")
  void delete(
      @PathVariable long id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
    devices.delete(id, EntityTag.expected(ifMatch));
  }

  private static ResponseEntity<Device> tagged(Device device) {
    return ResponseEntity.ok().eTag(EntityTag.of(device.version())).body(device);
  }
}
