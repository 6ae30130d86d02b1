package io.tenantry.problems;

import java.util.Objects;
import org.springframework.http.HttpStatus;

/** The statuses that a container may report, also one that Spring has no name for. */
final class ContainerStatus {

  private ContainerStatus() {}

  static HttpStatus of(int code) {
    HttpStatus fallback = code < 500 ? HttpStatus.BAD_REQUEST : HttpStatus.INTERNAL_SERVER_ERROR;
    return Objects.requireNonNullElse(HttpStatus.resolve(code), fallback);
  }
}
