package io.tenantry.tenancy.web;

/** For whom a request is, as its sender says. */
public sealed interface Destination {

  /** For the tenant of this domain, if there is one. */
  record OfDomain(String domain) implements Destination {}

  /**
   * For the tenant of this name, if there is one.
   *
   * @param path what at the beginning of the request's path only named the tenant, such as {@code
   *     /t/tienda1}: the application doesn't see it; empty if nothing did
   */
  record OfTenant(String schemaName, String path) implements Destination {}

  /** For the platform's own public site. */
  record PublicSite() implements Destination {}

  /** For nobody: an address, under which only the actuator answers. */
  record Nobody() implements Destination {}
}
