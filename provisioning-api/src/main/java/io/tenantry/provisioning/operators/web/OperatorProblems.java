package io.tenantry.provisioning.operators.web;

import io.tenantry.problems.ProblemException;
import io.tenantry.provisioning.operators.OperatorRefusedException;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Why something can't be done to an operator's account, in the API's terms. */
@RestControllerAdvice
@Order(0)
class OperatorProblems {

  @ExceptionHandler
  ErrorResponse refused(OperatorRefusedException e) {
    String detail = String.valueOf(e.getMessage());
    return switch (e.reason()) {
      case NOT_FOUND -> new ProblemException(HttpStatus.NOT_FOUND, "operator-not-found", detail);
      case NAME_TAKEN ->
          new ProblemException(HttpStatus.CONFLICT, "operator-name-taken", detail).field("name");
      case LAST_ADMIN -> new ProblemException(HttpStatus.CONFLICT, "last-admin", detail);
      case DISABLED -> new ProblemException(HttpStatus.CONFLICT, "operator-disabled", detail);
      case PASSWORD -> ProblemException.invalid("password", detail);
      case LINK -> new ProblemException(HttpStatus.GONE, "link-used", detail);
    };
  }
}
