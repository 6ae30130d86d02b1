package io.tenantry.problems;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * A refusal that the caller is told about, as an RFC 9457 problem of a stable type. What it says is
 * public: nothing of it may come from an exception that was not written for the caller.
 */
public final class ProblemException extends ErrorResponseException {

  /**
   * @param name the last part of the type {@code urn:tenantry:problem:<name>}
   * @param detail one sentence for the caller
   */
  public ProblemException(HttpStatus status, String name, String detail) {
    this(status, name, detail, null);
  }

  public ProblemException(
      HttpStatus status, String name, String detail, @Nullable Throwable cause) {
    super(status, ProblemTypes.problem(status, name, detail), cause);
  }

  /** A 400 {@code invalid-request} about one member of the request. */
  public static ProblemException invalid(String field, String detail) {
    return new ProblemException(HttpStatus.BAD_REQUEST, ProblemTypes.INVALID_REQUEST, detail)
        .field(field);
  }

  /** Names the member of the request that is refused. */
  public ProblemException field(String field) {
    return with("field", field);
  }

  /** Adds a member to the problem. */
  public ProblemException with(String name, Object value) {
    getBody().setProperty(name, value);
    return this;
  }

  /** Adds a header to the answer. */
  public ProblemException header(String name, String value) {
    getHeaders().set(name, value);
    return this;
  }

  /** The problem itself. */
  public ProblemDetail problem() {
    return getBody();
  }
}
