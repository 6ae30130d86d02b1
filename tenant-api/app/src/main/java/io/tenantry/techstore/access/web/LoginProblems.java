package io.tenantry.techstore.access.web;

import io.tenantry.problems.ProblemException;
import io.tenantry.techstore.access.LogInRefusedException;
import io.tenantry.techstore.access.SessionEndedException;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** What a refused log-in looks like over HTTP. */
@RestControllerAdvice
class LoginProblems {

  @ExceptionHandler
  ErrorResponse refused(LogInRefusedException e) {
    return new ProblemException(
        HttpStatus.UNAUTHORIZED, "login-refused", String.valueOf(e.getMessage()));
  }

  @ExceptionHandler
  ErrorResponse ended(SessionEndedException e) {
    return new ProblemException(
        HttpStatus.UNAUTHORIZED, "session-ended", String.valueOf(e.getMessage()));
  }
}
