package io.tenantry.provisioning.signup.web;

import io.tenantry.problems.ProblemException;
import io.tenantry.provisioning.signup.BacklogFullException;
import io.tenantry.provisioning.signup.InvalidSignUpException;
import io.tenantry.provisioning.signup.KeyReusedException;
import io.tenantry.provisioning.signup.NameUnavailableException;
import io.tenantry.registry.DomainTakenException;
import io.tenantry.registry.SchemaNameTakenException;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Why a sign-up is refused, in the API's terms. */
@RestControllerAdvice
@Order(0)
class SignUpProblems {

  private static final String SCHEMA_NAME = "schemaName";

  @ExceptionHandler
  ErrorResponse invalid(InvalidSignUpException e) {
    return ProblemException.invalid(e.field(), e.field() + ": " + e.getMessage());
  }

  @ExceptionHandler
  ErrorResponse taken(SchemaNameTakenException e) {
    return conflict("schema-name-taken", "Another tenant has the schema name " + e.name() + ".")
        .field(SCHEMA_NAME);
  }

  @ExceptionHandler
  ErrorResponse taken(DomainTakenException e) {
    return conflict("domain-taken", "Another tenant has the domain " + e.domain() + ".")
        .field("domain");
  }

  @ExceptionHandler
  ErrorResponse unavailable(NameUnavailableException e) {
    return switch (e.obstacle()) {
      case ROLE_EXISTS -> ProblemException.invalid(SCHEMA_NAME, SCHEMA_NAME + ": is reserved");
      case DOMAIN_TAKEN ->
          conflict(
                  "domain-taken",
                  "Another tenant has the domain that the schema name "
                      + e.name()
                      + " gives; choose another or send a domain too.")
              .field(SCHEMA_NAME);
    };
  }

  @ExceptionHandler
  ErrorResponse reused(KeyReusedException e) {
    return new ProblemException(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "idempotency-key-reused",
            "This Idempotency-Key came with another body before.",
            e)
        .field(IdempotencyHeader.NAME);
  }

  @ExceptionHandler
  ErrorResponse full(BacklogFullException e) {
    return new ProblemException(
            HttpStatus.SERVICE_UNAVAILABLE,
            "backlog-full",
            e.getMessage() + " Nothing was recorded.")
        .header(HttpHeaders.RETRY_AFTER, Long.toString(e.retryAfterSeconds()));
  }

  private static ProblemException conflict(String name, String detail) {
    return new ProblemException(HttpStatus.CONFLICT, name, detail);
  }
}
