package io.tenantry.tenancy.web;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Where the actuator is, decoded and matched as Spring MVC does it. */
final class ActuatorPaths {

  private final PathPattern pattern;

  ActuatorPaths(String basePath) {
    pattern = PathPatternParser.defaultInstance.parse(basePath + "/{*rest}");
  }

  boolean include(HttpServletRequest request) {
    PathContainer path = ServletRequestPathUtils.parse(request).pathWithinApplication();
    return pattern.matches(path);
  }
}
