package io.tenantry.provisioning.jobs.web;

import io.tenantry.problems.ProblemException;
import io.tenantry.provisioning.jobs.JobRunNotFoundException;
import io.tenantry.provisioning.jobs.WrongJobRunStateException;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Why something is not done to a job run, in the API's terms. */
@RestControllerAdvice
@Order(0)
class JobRunProblems {

  @ExceptionHandler
  ErrorResponse unknown(JobRunNotFoundException e) {
    return new ProblemException(
        HttpStatus.NOT_FOUND, "job-run-not-found", "There is no job run " + e.run() + ".");
  }

  @ExceptionHandler
  ErrorResponse wrong(WrongJobRunStateException e) {
    return new ProblemException(
            HttpStatus.CONFLICT,
            "wrong-job-run-state",
            "The run is " + e.state() + " and has nothing for " + e.action() + " to do.")
        .with("state", e.state())
        .with("action", e.action());
  }
}
