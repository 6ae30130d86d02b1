package io.tenantry.provisioning.clients.web;

import io.tenantry.problems.ProblemException;
import io.tenantry.provisioning.clients.ClientRefusedException;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Why something can't be done to an API client, in the API's terms. */
@RestControllerAdvice
@Order(0)
class ClientProblems {

  @ExceptionHandler
  ErrorResponse refused(ClientRefusedException e) {
    String detail = String.valueOf(e.getMessage());
    return switch (e.reason()) {
      case NOT_FOUND -> notFound(detail);
      case NAME_RESERVED -> ProblemException.invalid("name", "name: " + detail);
      case NAME_TAKEN ->
          new ProblemException(HttpStatus.CONFLICT, "client-name-taken", detail).field("name");
      case SCOPE_NOT_HELD ->
          new ProblemException(HttpStatus.FORBIDDEN, "scope-not-held", detail).field("scopes");
      case LAST_WITH_OPERATIONS ->
          new ProblemException(HttpStatus.CONFLICT, "last-operations-client", detail);
      case REVOKED -> new ProblemException(HttpStatus.CONFLICT, "client-revoked", detail);
      case KEY_IN_SETTINGS -> new ProblemException(HttpStatus.CONFLICT, "key-in-settings", detail);
      case CALLER_REVOKED -> RefusalProblems.unknownKey(detail);
    };
  }

  static ProblemException notFound(String detail) {
    return new ProblemException(HttpStatus.NOT_FOUND, "client-not-found", detail);
  }
}
