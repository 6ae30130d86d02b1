package io.tenantry.techstore.versions.web;

import io.tenantry.problems.ProblemException;
import io.tenantry.techstore.versions.StaleVersionException;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** A change that another one overtook, over HTTP. */
@RestControllerAdvice
class VersionProblems {

  @ExceptionHandler
  ErrorResponse stale(StaleVersionException e) {
    String detail = String.valueOf(e.getMessage());
    return e.expectedByCaller()
        ? new ProblemException(HttpStatus.PRECONDITION_FAILED, "precondition-failed", detail)
        : new ProblemException(HttpStatus.CONFLICT, "concurrent-change", detail);
  }
}
