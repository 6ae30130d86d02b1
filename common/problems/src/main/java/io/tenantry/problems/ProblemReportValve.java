package io.tenantry.problems;

import java.io.IOException;
import java.io.Writer;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/**
 * Tomcat's last resort, for requests that reach no application, such as one with a malformed host.
 */
public final class ProblemReportValve extends ErrorReportValve {

  /** Tomcat makes its error valve by the name of the class. */
  public ProblemReportValve() {}

  @Override
  protected void report(Request request, Response response, @Nullable Throwable thrown) {
    if (response.getStatus() < 400
        || response.getContentWritten() > 0
        || !response.setErrorReported()) {
      return;
    }
    try {
      response.getResponse().setHeader("X-Content-Type-Options", "nosniff");
      response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
      response.setCharacterEncoding("utf-8");
      Writer writer = response.getReporter();
      if (writer != null) {
        writer.write(
            ProblemJson.write(ProblemTypes.problem(ContainerStatus.of(response.getStatus()))));
        response.finishResponse();
      }
    } catch (IOException e) {
      container.getLogger().debug("nobody is left to answer", e);
    }
  }
}
