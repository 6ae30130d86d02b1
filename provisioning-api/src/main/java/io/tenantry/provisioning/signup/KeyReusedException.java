package io.tenantry.provisioning.signup;

/** An idempotency key came with another request before. */
public final class KeyReusedException extends RuntimeException {

  KeyReusedException() {
    super("the idempotency key was used with another body");
  }
}
