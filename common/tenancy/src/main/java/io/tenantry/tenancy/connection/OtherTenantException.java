package io.tenantry.tenancy.connection;

/** A connection or transaction that belongs to one tenant was used while another was current. */
public final class OtherTenantException extends IllegalStateException {

  OtherTenantException(String role, String current) {
    super(
        "This connection belongs to \"%s\", and \"%s\" is current: a transaction has one tenant"
            .formatted(role, current));
  }
}
