package io.tenantry.provisioning.tenants.web;

import io.tenantry.problems.ProblemException;
import io.tenantry.registry.DropStartedException;
import io.tenantry.registry.NoTrialException;
import io.tenantry.registry.StaleVersionException;
import io.tenantry.registry.TenantNotFoundException;
import io.tenantry.registry.TrialEndException;
import io.tenantry.registry.TrialExtension;
import io.tenantry.registry.UnknownPlanException;
import io.tenantry.registry.WrongStatusException;
import java.util.stream.Collectors;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Why something is not done to a tenant, in the API's terms, whichever controller was asked. */
@RestControllerAdvice
@Order(0)
class TenantProblems {

  @ExceptionHandler
  ErrorResponse unknown(TenantNotFoundException e) {
    return new ProblemException(
        HttpStatus.NOT_FOUND, "tenant-not-found", "There is no tenant " + e.id() + ".");
  }

  @ExceptionHandler
  ErrorResponse stale(StaleVersionException e) {
    return new ProblemException(
            HttpStatus.PRECONDITION_FAILED,
            "precondition-failed",
            "The tenant is at version \"" + e.version() + "\" now; look at it again.")
        .field(HttpHeaders.IF_MATCH);
  }

  /** Its status is not the member {@code status}, which RFC 9457 keeps for the HTTP one. */
  @ExceptionHandler
  ErrorResponse wrong(WrongStatusException e) {
    String allowed = e.allowed().stream().map(Enum::name).collect(Collectors.joining(" or "));
    return new ProblemException(
            HttpStatus.CONFLICT,
            "wrong-status",
            "The tenant is " + e.status() + "; this needs one that is " + allowed + ".")
        .with("tenantStatus", e.status())
        .with("allowed", e.allowed());
  }

  @ExceptionHandler
  ErrorResponse tooLate(DropStartedException e) {
    return new ProblemException(
        HttpStatus.CONFLICT,
        "drop-started",
        "The tenant's schema is being dropped; it can't be restored any more.");
  }

  @ExceptionHandler
  ErrorResponse noTrial(NoTrialException e) {
    return new ProblemException(HttpStatus.CONFLICT, "no-trial", "The tenant is not on trial.");
  }

  @ExceptionHandler
  ErrorResponse trialEnd(TrialEndException e) {
    String field =
        switch (e.extension()) {
          case TrialExtension.ByDays _ -> "days";
          case TrialExtension.Until _ -> "until";
        };
    return ProblemException.invalid(field, field + ": " + e.getMessage());
  }

  @ExceptionHandler
  ErrorResponse unknown(UnknownPlanException e) {
    return ProblemException.invalid(
        "plan", "plan: is none of the plans: " + String.join(", ", e.known()));
  }
}
