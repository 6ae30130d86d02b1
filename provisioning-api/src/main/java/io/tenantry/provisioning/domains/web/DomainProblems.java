package io.tenantry.provisioning.domains.web;

import io.tenantry.problems.ProblemException;
import io.tenantry.provisioning.domains.DomainNotFoundException;
import io.tenantry.provisioning.domains.DomainRefusedException;
import io.tenantry.provisioning.domains.InvalidDomainException;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Why something is not done to a domain, in the API's terms. */
@RestControllerAdvice
@Order(0)
class DomainProblems {

  private static final String DOMAIN = "domain";

  @ExceptionHandler
  ErrorResponse invalid(InvalidDomainException e) {
    return ProblemException.invalid(DOMAIN, DOMAIN + ": " + e.getMessage());
  }

  @ExceptionHandler
  ErrorResponse unknown(DomainNotFoundException e) {
    return new ProblemException(
        HttpStatus.NOT_FOUND, "domain-not-found", "The tenant has no such domain.", e);
  }

  @ExceptionHandler
  ErrorResponse refused(DomainRefusedException e) {
    ProblemException problem =
        switch (e.reason()) {
          case ALREADY_ADDED ->
              new ProblemException(
                  HttpStatus.CONFLICT, "domain-already-added", "The tenant has this domain.");
          case TOO_MANY ->
              new ProblemException(
                  HttpStatus.CONFLICT,
                  "too-many-domains",
                  "The tenant has as many domains as it may have; remove one first.");
          case IS_DEFAULT ->
              new ProblemException(
                  HttpStatus.CONFLICT,
                  "domain-is-default",
                  "This domain is the platform's; it stays, and needs no proof.");
          case IS_PRIMARY ->
              new ProblemException(
                  HttpStatus.CONFLICT,
                  "domain-is-primary",
                  "Links to the tenant use this domain; make another one the primary first.");
          case IS_REDIRECT ->
              new ProblemException(
                  HttpStatus.CONFLICT,
                  "domain-is-redirect",
                  "This domain only leads to the primary one, for a while.");
          case NOT_VERIFIED ->
              new ProblemException(
                  HttpStatus.CONFLICT,
                  "domain-not-verified",
                  "This domain is not proved to be the customer's yet.");
        };
    return problem.field(DOMAIN);
  }
}
