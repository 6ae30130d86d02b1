package io.tenantry.techstore.customers.web;

import io.tenantry.problems.ProblemException;
import io.tenantry.techstore.customers.CustomerException;
import io.tenantry.techstore.customers.CustomerException.CustomerInUseException;
import io.tenantry.techstore.customers.CustomerException.CustomerNotFoundException;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** What refusals about customers look like over HTTP. */
@RestControllerAdvice
class CustomerProblems {

  @ExceptionHandler
  ErrorResponse refused(CustomerException e) {
    String detail = String.valueOf(e.getMessage());
    return switch (e) {
      case CustomerNotFoundException _ ->
          new ProblemException(HttpStatus.NOT_FOUND, "customer-not-found", detail);
      case CustomerInUseException _ ->
          new ProblemException(HttpStatus.CONFLICT, "customer-in-use", detail);
    };
  }
}
