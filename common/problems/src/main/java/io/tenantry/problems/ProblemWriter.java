package io.tenantry.problems;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponse;

/** Answers a request with a problem where no controller does: in filters and error pages. */
public final class ProblemWriter {

  private final List<ErrorResponse.Interceptor> interceptors;

  /**
   * @param interceptors what Spring MVC asks about the problems of controllers, too
   */
  ProblemWriter(List<ErrorResponse.Interceptor> interceptors) {
    this.interceptors = interceptors;
  }

  /** Does nothing when the answer is on its way already. */
  public void write(HttpServletResponse response, ProblemException problem) throws IOException {
    write(response, problem.getStatusCode(), problem.getHeaders(), problem.problem());
  }

  void write(HttpServletResponse response, ProblemDetail problem) throws IOException {
    write(response, HttpStatusCode.valueOf(problem.getStatus()), HttpHeaders.EMPTY, problem);
  }

  private void write(
      HttpServletResponse response,
      HttpStatusCode status,
      HttpHeaders headers,
      ProblemDetail problem)
      throws IOException {
    if (response.isCommitted()) {
      return;
    }
    response.resetBuffer();
    interceptors.forEach(interceptor -> interceptor.handleError(problem, null));
    response.setStatus(status.value());
    headers.forEach((name, values) -> values.forEach(value -> response.setHeader(name, value)));
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    byte[] body = ProblemJson.write(problem).getBytes(StandardCharsets.UTF_8);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
    response.flushBuffer();
  }
}
