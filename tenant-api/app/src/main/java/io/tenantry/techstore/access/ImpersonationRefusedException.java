package io.tenantry.techstore.access;

/** A link into the shop was used, is too old, or never was one of this shop's. */
public final class ImpersonationRefusedException extends RuntimeException {

  ImpersonationRefusedException() {
    super("This link was used, has expired, or is none of this shop's.");
  }
}
