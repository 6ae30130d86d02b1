package io.tenantry.provisioning.renaming.web;

import io.tenantry.problems.ProblemException;
import io.tenantry.registry.RenamePendingException;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Why a tenant is not renamed, in the API's terms. */
@RestControllerAdvice
@Order(0)
class RenameProblems {

  @ExceptionHandler
  ErrorResponse pending(RenamePendingException e) {
    return new ProblemException(
            HttpStatus.CONFLICT,
            "rename-pending",
            "The tenant is being renamed to " + e.name() + " already.")
        .with("renamingTo", e.name().value());
  }
}
