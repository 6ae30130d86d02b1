package io.tenantry.techstore.users.web;

import io.tenantry.problems.ProblemException;
import io.tenantry.techstore.users.TooManyPasswordsException;
import io.tenantry.techstore.users.UsersException;
import io.tenantry.techstore.users.UsersException.EmailTakenException;
import io.tenantry.techstore.users.UsersException.InvitationInvalidException;
import io.tenantry.techstore.users.UsersException.InvitationNotFoundException;
import io.tenantry.techstore.users.UsersException.LastOwnerException;
import io.tenantry.techstore.users.UsersException.NoUserException;
import io.tenantry.techstore.users.UsersException.UnfitPasswordException;
import io.tenantry.techstore.users.UsersException.UserNotFoundException;
import io.tenantry.techstore.users.UsersException.VisitorException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.mail.MailException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** What refusals about users look like over HTTP. */
@RestControllerAdvice
class UserProblems {

  private static final Logger LOG = LoggerFactory.getLogger(UserProblems.class);

  @ExceptionHandler
  ErrorResponse refused(UsersException e) {
    return switch (e) {
      case UserNotFoundException _ -> problem(HttpStatus.NOT_FOUND, "user-not-found", e);
      case InvitationNotFoundException _ ->
          problem(HttpStatus.NOT_FOUND, "invitation-not-found", e);
      case NoUserException _ -> problem(HttpStatus.FORBIDDEN, "not-a-user", e);
      case VisitorException _ -> problem(HttpStatus.FORBIDDEN, "impersonating", e);
      case EmailTakenException _ -> problem(HttpStatus.CONFLICT, "email-taken", e).field("email");
      case LastOwnerException _ -> problem(HttpStatus.CONFLICT, "last-owner", e);
      case InvitationInvalidException _ ->
          problem(HttpStatus.GONE, "invitation-invalid", e).field("token");
      case UnfitPasswordException _ ->
          ProblemException.invalid("password", String.valueOf(e.getMessage()));
    };
  }

  @ExceptionHandler
  ErrorResponse busy(TooManyPasswordsException e) {
    return new ProblemException(
            HttpStatus.SERVICE_UNAVAILABLE, "too-many-logins", String.valueOf(e.getMessage()))
        .header(HttpHeaders.RETRY_AFTER, "5");
  }

  @ExceptionHandler
  ErrorResponse unsent(MailException e) {
    LOG.warn("The mail server takes no invitation: {}", e.getMessage());
    return new ProblemException(
            HttpStatus.SERVICE_UNAVAILABLE, "mail-unavailable", "The mail can't be sent now.")
        .header(HttpHeaders.RETRY_AFTER, "30");
  }

  private static ProblemException problem(HttpStatus status, String name, UsersException e) {
    return new ProblemException(status, name, String.valueOf(e.getMessage()));
  }
}
