package io.tenantry.provisioning.clients.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import io.tenantry.provisioning.clients.IssuedKey;

/**
 * An API client and its key.
 *
 * @param key shown this once; it is kept nowhere
 */
@Schema(name = "ApiClientWithKey")
record IssuedKeyView(
    @Schema(example = "tnt_6q0X1yXo3m1PzGhvW8b2Kk5c9TtUeRsNnJjLlQqAaBb") String key,
    @JsonUnwrapped ClientView client) {

  static IssuedKeyView of(IssuedKey issued) {
    return new IssuedKeyView(issued.key().text(), ClientView.of(issued.client()));
  }

  /** Frameworks log what they send. */
  @Override
  public String toString() {
    return "IssuedKeyView[" + client.keyId() + "]";
  }
}
