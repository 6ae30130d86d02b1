package io.tenantry.launcher;

import java.net.URI;
import java.util.Map;

/** Lets whoever started the installation into its console, without a password to think of. */
final class ConsoleLink {

  private static final String OPERATORS = "/api/v1/operators";
  private static final String NAME = "admin";
  private static final int CREATED = 201;
  private static final int CONFLICT = 409;

  private final URI provisioning;
  private final Map<String, String> headers;

  ConsoleLink(URI provisioning, String key) {
    this.provisioning = provisioning;
    this.headers = Map.of("Authorization", "Bearer " + key);
  }

  /** A link that logs in once, as the administrator that the first run made. */
  String issue() {
    Http.Answer made = post(OPERATORS, Map.of("name", NAME, "role", "ADMIN"));
    if (made.status() != CREATED && made.status() != CONFLICT) {
      throw refused(made);
    }
    Http.Answer link = post(OPERATORS + "/" + NAME + "/log-in-link", Map.of());
    if (link.status() != CREATED) {
      throw refused(link);
    }
    return link.body().path("url").asString();
  }

  private Http.Answer post(String path, Map<String, String> body) {
    return Http.send(provisioning, "localhost", path, headers, "POST", body);
  }

  private static LaunchException refused(Http.Answer answer) {
    return new LaunchException(
        "no way into the console: %d %s".formatted(answer.status(), answer.body()));
  }
}
