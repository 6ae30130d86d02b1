package io.tenantry.problems;

import java.io.IOException;

/** More of a body arrived than is accepted. */
final class BodyTooLargeException extends IOException {

  BodyTooLargeException(long limit) {
    super("the body is longer than " + limit + " bytes");
  }
}
