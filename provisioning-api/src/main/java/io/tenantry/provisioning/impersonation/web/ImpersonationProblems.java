package io.tenantry.provisioning.impersonation.web;

import io.tenantry.problems.ProblemException;
import io.tenantry.provisioning.impersonation.TooManyLinksException;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** What a refused impersonation looks like over HTTP. */
@RestControllerAdvice
@Order(0)
class ImpersonationProblems {

  @ExceptionHandler
  ErrorResponse full(TooManyLinksException e) {
    return new ProblemException(
        HttpStatus.CONFLICT,
        "too-many-links",
        "The tenant has " + e.most() + " links that nobody used; use one, or wait.");
  }
}
