package io.tenantry.techstore.access.web;

import io.tenantry.problems.ProblemException;
import io.tenantry.techstore.access.ImpersonationRefusedException;
import io.tenantry.techstore.access.LogInRefusedException;
import io.tenantry.techstore.access.SessionEndedException;
import io.tenantry.techstore.access.TooManyGuessesException;
import org.springframework.http.HttpHeaders;
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
  ErrorResponse refused(ImpersonationRefusedException e) {
    return new ProblemException(
        HttpStatus.UNAUTHORIZED, "impersonation-refused", String.valueOf(e.getMessage()));
  }

  @ExceptionHandler
  ErrorResponse guessed(TooManyGuessesException e) {
    return new ProblemException(
            HttpStatus.TOO_MANY_REQUESTS, "rate-limited", String.valueOf(e.getMessage()))
        .header(HttpHeaders.RETRY_AFTER, Long.toString(e.retryAfterSeconds()));
  }

  @ExceptionHandler
  ErrorResponse ended(SessionEndedException e) {
    return new ProblemException(
        HttpStatus.UNAUTHORIZED, "session-ended", String.valueOf(e.getMessage()));
  }
}
