package io.tenantry.migrations.rules;

/**
 * A rule for tenant scripts that is broken.
 *
 * @param where the script and line, or the object in the schema
 * @param reason what is wrong, and what to do instead
 */
public record RuleViolation(String where, String reason) {

  @Override
  public String toString() {
    return where + ": " + reason;
  }
}
