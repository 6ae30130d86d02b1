package io.tenantry.provisioning.domains.verification;

import io.tenantry.provisioning.domains.ProofMethod;

/** What a check found. */
sealed interface Finding {

  /** The owner has published the token. */
  record Proved(ProofMethod method) implements Finding {}

  /** No proof, but the domain leads to this platform: enough to keep what was proved before. */
  record LeadsHere() implements Finding {}

  /**
   * Nothing.
   *
   * @param reason in words for the domain's owner
   */
  record Nothing(String reason) implements Finding {}
}
