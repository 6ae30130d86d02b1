package io.tenantry.problems;

import org.apache.tomcat.util.http.InvalidParameterException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/** Parameters that Tomcat can't read, whoever asks for them first: a filter or a controller. */
final class UnreadableParameters {

  private UnreadableParameters() {}

  static ProblemDetail problem(InvalidParameterException e) {
    HttpStatus status = ContainerStatus.of(e.getErrorCode());
    return status == HttpStatus.BAD_REQUEST
        ? ProblemTypes.problem(
            status,
            ProblemTypes.INVALID_REQUEST,
            "The request's parameters are not percent-encoded UTF-8.")
        : ProblemTypes.problem(status);
  }
}
