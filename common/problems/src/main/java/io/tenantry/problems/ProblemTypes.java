package io.tenantry.problems;

import java.net.URI;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/** The stable types of problems. */
final class ProblemTypes {

  static final String INVALID_REQUEST = "invalid-request";
  static final String MALFORMED_BODY = "malformed-body";
  static final String BODY_TOO_LARGE = "body-too-large";
  static final String INTERNAL = "internal";
  static final String UNAVAILABLE = "unavailable";

  private static final String PREFIX = "urn:tenantry:problem:";

  private ProblemTypes() {}

  static ProblemDetail problem(HttpStatus status, String name, String detail) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
    problem.setTitle(status.getReasonPhrase());
    problem.setType(URI.create(PREFIX + name));
    return problem;
  }

  /** A problem that says no more than its status does. */
  static ProblemDetail problem(HttpStatus status) {
    return switch (status) {
      case INTERNAL_SERVER_ERROR -> problem(status, INTERNAL, "Something went wrong here.");
      case NOT_FOUND -> problem(status, "not-found", "There is nothing at this address.");
      case CONTENT_TOO_LARGE -> problem(status, BODY_TOO_LARGE, "The request is too large.");
      case SERVICE_UNAVAILABLE -> problem(status, UNAVAILABLE, "Try again in a moment.");
      default -> problem(status, nameOf(status), status.getReasonPhrase() + ".");
    };
  }

  /** {@code METHOD_NOT_ALLOWED} is {@code method-not-allowed}. */
  static String nameOf(HttpStatus status) {
    return status.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static URI typeOf(HttpStatus status) {
    return problem(status).getType();
  }
}
