package io.tenantry.chaos.model;

import tools.jackson.databind.JsonNode;

/** What a client learned of a request. */
public sealed interface Outcome {

  /** It was done, says the answer. */
  record Done(int status, JsonNode body) implements Outcome {}

  /** It was not done, says the answer. */
  record Refused(int status, String problem, JsonNode body) implements Outcome {}

  /**
   * It may have been done, may be done later, or never.
   *
   * @param status of the server's error, or 0 for silence
   */
  record Unknown(int status, String reason) implements Outcome {}

  /** It was not even sent. */
  record NotSent(String reason) implements Outcome {}
}
