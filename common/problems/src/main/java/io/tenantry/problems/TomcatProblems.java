package io.tenantry.problems;

import org.apache.catalina.core.StandardHost;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;

/** Makes Tomcat itself answer with problems and keep to the bound of bodies. */
final class TomcatProblems
    implements WebServerFactoryCustomizer<TomcatServletWebServerFactory>, Ordered {

  private final HttpProperties http;

  TomcatProblems(HttpProperties http) {
    this.http = http;
  }

  @Override
  public void customize(TomcatServletWebServerFactory tomcat) {
    int maxForm = Math.toIntExact(Math.min(http.maxBody().toBytes(), Integer.MAX_VALUE));
    tomcat.addConnectorCustomizers(connector -> connector.setMaxPostSize(maxForm));
    tomcat.addContextCustomizers(
        context -> {
          if (context.getParent() instanceof StandardHost host) {
            host.setErrorReportValveClass(ProblemReportValve.class.getName());
          }
        });
  }

  /** After Boot's own settings of the connector. */
  @Override
  public int getOrder() {
    return Ordered.LOWEST_PRECEDENCE;
  }
}
