package io.tenantry.provisioning.plans.web;

import io.tenantry.problems.ProblemException;
import io.tenantry.provisioning.plans.PlanRefusedException;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Why a plan can't be deleted, in the API's terms. */
@RestControllerAdvice
@Order(0)
class PlanProblems {

  @ExceptionHandler
  ErrorResponse refused(PlanRefusedException e) {
    String plan = String.valueOf(e.getMessage());
    return switch (e.reason()) {
      case NOT_FOUND -> notFound(plan);
      case IN_USE ->
          new ProblemException(
              HttpStatus.CONFLICT, "plan-in-use", "Tenants have the plan " + plan + ".");
      case DEFAULT ->
          new ProblemException(
              HttpStatus.CONFLICT, "plan-needed", "The plan " + plan + " has to be there.");
    };
  }

  static ProblemException notFound(String plan) {
    return new ProblemException(
        HttpStatus.NOT_FOUND, "plan-not-found", "There is no plan " + plan + ".");
  }
}
