package io.tenantry.techstore.devices.web;

import io.tenantry.problems.ProblemException;
import io.tenantry.techstore.devices.DeviceException;
import io.tenantry.techstore.devices.DeviceException.DeviceInUseException;
import io.tenantry.techstore.devices.DeviceException.DeviceNotFoundException;
import io.tenantry.techstore.devices.DeviceException.UnfitDeviceException;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** What refusals about devices look like over HTTP. */
@RestControllerAdvice
class DeviceProblems {

  @ExceptionHandler
  ErrorResponse refused(DeviceException e) {
    String detail = String.valueOf(e.getMessage());
    return switch (e) {
      case DeviceNotFoundException _ ->
          new ProblemException(HttpStatus.NOT_FOUND, "device-not-found", detail);
      case DeviceInUseException _ ->
          new ProblemException(HttpStatus.CONFLICT, "device-in-use", detail);
      case UnfitDeviceException unfit -> ProblemException.invalid(unfit.field(), detail);
    };
  }
}
