package io.tenantry.tenancy.web;

import io.tenantry.problems.ProblemException;
import io.tenantry.tenancy.connection.SwitchFailedException;
import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * A tenant whose role went away under the request is answered by its status, as the next request
 * will be; before the advice that takes this for a database that is away.
 */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE - 2)
class RefusedTenantAdvice {

  private static final Logger LOG = LoggerFactory.getLogger(RefusedTenantAdvice.class);

  private final TenantGate gate;

  RefusedTenantAdvice(TenantGate gate) {
    this.gate = gate;
  }

  @ExceptionHandler
  ErrorResponse refused(SwitchFailedException e, HttpServletRequest request) {
    LOG.warn("A request could not become its tenant: {}", e.getMessage());
    try {
      TenantFilter.destinationOf(request)
          .ifPresent(there -> gate.enter(there, MaintenanceBypass.of(request)));
    } catch (ProblemException byStatus) {
      return byStatus;
    }
    return new ProblemException(
            HttpStatus.SERVICE_UNAVAILABLE,
            "unavailable",
            "This tenant can't be had at the moment.",
            e)
        .header("Retry-After", "2")
        .header("Cache-Control", "no-store");
  }
}
