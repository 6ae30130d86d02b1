package io.tenantry.provisioning.signup;

import io.tenantry.registry.Tenant;

/**
 * What became of a request to sign up.
 *
 * @param statusCode how the request is answered, or was the first time
 * @param repeated whether an earlier request made the tenant
 */
public record SignedUp(Tenant tenant, int statusCode, boolean repeated) {

  /** Accepted; the schema is not there yet. */
  public static final int ACCEPTED = 202;

  /** Complete: the tenant is served. */
  public static final int CREATED = 201;
}
