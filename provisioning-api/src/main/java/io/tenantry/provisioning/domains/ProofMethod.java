package io.tenantry.provisioning.domains;

/** How a domain can be proved. */
public enum ProofMethod {
  DNS,
  HTTP
}
