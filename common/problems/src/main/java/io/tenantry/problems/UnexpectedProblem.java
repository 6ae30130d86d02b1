package io.tenantry.problems;

import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/** What a caller learns of an unexpected exception: an id that finds it in the log. */
final class UnexpectedProblem {

  private static final Logger LOG = LoggerFactory.getLogger(UnexpectedProblem.class);

  private UnexpectedProblem() {}

  static ProblemDetail of(HttpStatus status, Throwable thrown) {
    UUID id = UUID.randomUUID();
    LOG.error("A request failed unexpectedly, problem {}", id, thrown);
    ProblemDetail problem = ProblemTypes.problem(status);
    problem.setProperty("id", id);
    return problem;
  }
}
