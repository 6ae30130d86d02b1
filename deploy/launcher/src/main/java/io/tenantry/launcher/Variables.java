package io.tenantry.launcher;

/** Names of environment variables; passwords and keys travel in them and nowhere else. */
final class Variables {

  static final String POSTGRES_URL = "TENANTRY_POSTGRES_URL";
  static final String RABBIT_URL = "TENANTRY_RABBIT_URL";
  static final String DATABASE_URL = "TENANTRY_DATABASE_URL";
  static final String BOOTSTRAP_KEY = "TENANTRY_BOOTSTRAP_KEY";
  static final String SCHEMA_PREFIX = "TENANTRY_SCHEMA_PREFIX";
  static final String EXTRA_SCHEMAS = "TENANTRY_EXTRA_SCHEMAS";
  static final String BASE_DOMAIN = "TENANTRY_BASE_DOMAIN";
  static final String PROVISIONING_PORT = "TENANTRY_PROVISIONING_PORT";
  static final String TENANT_PORT = "TENANTRY_TENANT_PORT";
  static final String APP = "TENANTRY_APP";
  static final String WORKER_PORT = "TENANTRY_WORKER_PORT";

  private Variables() {}
}
