package io.tenantry.tenancy.web;

import io.tenantry.problems.ProblemException;
import io.tenantry.problems.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;

/** Says no more than that nobody is there. */
record UnknownTenantProblem(ProblemWriter problems) implements UnknownTenantHandler {

  static final String TYPE = "tenant-not-found";

  @Override
  public void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
    problems.write(
        response, new ProblemException(HttpStatus.NOT_FOUND, TYPE, "No tenant has this domain."));
  }
}
