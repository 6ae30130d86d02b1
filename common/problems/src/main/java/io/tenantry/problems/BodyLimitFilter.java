package io.tenantry.problems;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses long bodies: at once by their announced length, or as soon as a chunked one is.
 * Parameters that a filter could not read end here too.
 */
final class BodyLimitFilter extends OncePerRequestFilter {

  private final long limit;
  private final ProblemWriter problems;

  BodyLimitFilter(long limit, ProblemWriter problems) {
    this.limit = limit;
    this.problems = problems;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    response.setHeader("X-Content-Type-Options", "nosniff");
    if (request.getContentLengthLong() > limit) {
      problems.write(response, ProblemTypes.problem(HttpStatus.CONTENT_TOO_LARGE));
      return;
    }
    boolean announced = request.getContentLengthLong() >= 0;
    try {
      chain.doFilter(announced ? request : new BoundedRequest(request, limit), response);
    } catch (InvalidParameterException e) {
      problems.write(response, UnreadableParameters.problem(e));
    }
  }
}
