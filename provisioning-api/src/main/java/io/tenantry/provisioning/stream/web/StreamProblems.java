package io.tenantry.provisioning.stream.web;

import io.tenantry.problems.ProblemException;
import io.tenantry.provisioning.stream.TooManyStreamsException;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** What it looks like where no more streams are opened, for callers and for the console. */
@RestControllerAdvice
@Order(0)
class StreamProblems {

  @ExceptionHandler
  ErrorResponse tooMany(TooManyStreamsException e) {
    return new ProblemException(
            HttpStatus.SERVICE_UNAVAILABLE,
            "too-many-streams",
            "Too many event streams are open; poll the tenant or try again.",
            e)
        .header(HttpHeaders.RETRY_AFTER, "5");
  }
}
