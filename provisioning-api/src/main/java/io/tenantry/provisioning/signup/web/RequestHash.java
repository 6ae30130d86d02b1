package io.tenantry.provisioning.signup.web;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Tells requests apart by what they say, not by how their JSON is laid out. */
@Component
class RequestHash {

  private final JsonMapper json;

  RequestHash(JsonMapper json) {
    this.json = json;
  }

  byte[] of(Object request) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(json.writeValueAsBytes(request));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
