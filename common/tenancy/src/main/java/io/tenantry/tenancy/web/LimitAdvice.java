package io.tenantry.tenancy.web;

import io.tenantry.problems.ProblemException;
import io.tenantry.tenancy.LimitExceededException;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Who has used up what the plan allows may pay for more. */
@RestControllerAdvice
class LimitAdvice {

  @ExceptionHandler
  ErrorResponse exceeded(LimitExceededException e) {
    return new ProblemException(
            HttpStatus.PAYMENT_REQUIRED, "limit-exceeded", String.valueOf(e.getMessage()))
        .with("limit", e.limit())
        .with("allowed", e.allowed())
        .with("used", e.used());
  }
}
