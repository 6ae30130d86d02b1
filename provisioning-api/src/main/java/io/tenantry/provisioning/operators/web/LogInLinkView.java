package io.tenantry.provisioning.operators.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tenantry.provisioning.operators.LogInLink;
import java.net.URI;
import java.time.Instant;

/**
 * What logs an operator in once.
 *
 * @param url for the operator's browser; shown in this answer only
 */
@Schema(name = "LogInLink")
record LogInLinkView(URI url, Instant expiresAt) {

  static LogInLinkView of(LogInLink link) {
    return new LogInLinkView(link.url(), link.expiresAt());
  }

  @Override
  public String toString() {
    return "LogInLinkView[" + expiresAt + "]";
  }
}
