package io.tenantry.provisioning.migrations.web;

import io.tenantry.problems.ProblemException;
import io.tenantry.registry.runs.OpenRunException;
import io.tenantry.registry.runs.RunNotFoundException;
import io.tenantry.registry.runs.WrongRunStateException;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Why something is not done to a run, in the API's terms. */
@RestControllerAdvice
@Order(0)
class RunProblems {

  @ExceptionHandler
  ErrorResponse unknown(RunNotFoundException e) {
    return new ProblemException(
        HttpStatus.NOT_FOUND,
        "migration-run-not-found",
        "There is no migration run " + e.run() + ".");
  }

  @ExceptionHandler
  ErrorResponse wrong(WrongRunStateException e) {
    return new ProblemException(
            HttpStatus.CONFLICT,
            "wrong-run-state",
            "The run is " + e.state() + " and has nothing for " + e.action() + " to do.")
        .with("state", e.state())
        .with("action", e.action());
  }

  @ExceptionHandler
  ErrorResponse open(OpenRunException e) {
    return new ProblemException(
        HttpStatus.CONFLICT,
        "migration-run-open",
        "All that are behind are in a run that has not ended: resume or cancel it.");
  }
}
