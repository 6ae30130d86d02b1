package io.tenantry.ctl;

import tools.jackson.databind.JsonNode;

/** The API said no: the problem that it answered, or one of our own words. */
final class RefusedException extends RuntimeException {

  RefusedException(String message) {
    super(message);
  }

  RefusedException(int status, JsonNode problem) {
    super(text(status, problem));
  }

  private static String text(int status, JsonNode problem) {
    String type = problem.path("type").asString("").replace("urn:tenantry:problem:", "");
    String detail = problem.path("detail").asString("");
    return "%s (%s)"
        .formatted(detail.isEmpty() ? "HTTP " + status : detail, type.isEmpty() ? status : type);
  }
}
