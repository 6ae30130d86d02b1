package io.tenantry.techstore.repairs.web;

import io.tenantry.problems.ProblemException;
import io.tenantry.techstore.repairs.RepairException;
import io.tenantry.techstore.repairs.RepairException.LineNotFoundException;
import io.tenantry.techstore.repairs.RepairException.OrderClosedException;
import io.tenantry.techstore.repairs.RepairException.OrderNotFoundException;
import io.tenantry.techstore.repairs.RepairException.UnfitOrderException;
import io.tenantry.techstore.repairs.RepairException.WrongStateException;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** What refusals about repair orders look like over HTTP. */
@RestControllerAdvice
class RepairProblems {

  @ExceptionHandler
  ErrorResponse refused(RepairException e) {
    return switch (e) {
      case OrderNotFoundException _ -> problem(HttpStatus.NOT_FOUND, "repair-order-not-found", e);
      case LineNotFoundException _ -> problem(HttpStatus.NOT_FOUND, "repair-line-not-found", e);
      case WrongStateException wrong ->
          problem(HttpStatus.CONFLICT, "wrong-repair-state", e)
              .field("state")
              .with("repairState", wrong.from())
              .with("allowed", wrong.from().next());
      case OrderClosedException closed ->
          problem(HttpStatus.CONFLICT, "repair-order-closed", e)
              .with("repairState", closed.state());
      case UnfitOrderException unfit ->
          ProblemException.invalid(unfit.field(), String.valueOf(e.getMessage()));
    };
  }

  private static ProblemException problem(HttpStatus status, String name, RepairException e) {
    return new ProblemException(status, name, String.valueOf(e.getMessage()));
  }
}
