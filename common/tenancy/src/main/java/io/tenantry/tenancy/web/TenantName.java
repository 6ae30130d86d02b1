package io.tenantry.tenancy.web;

import io.tenantry.problems.ProblemException;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;

/** The form of a tenant's name, so that nothing else is looked up or remembered. */
final class TenantName {

  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9_]{0,54}");

  private TenantName() {}

  /**
   * @param where what part of the request it is in
   * @throws ProblemException 400 unless it has the form of one
   */
  static String check(String name, String where) {
    if (!FORM.matcher(name).matches()) {
      throw refusal(where);
    }
    return name;
  }

  static ProblemException refusal(String where) {
    return new ProblemException(
        HttpStatus.BAD_REQUEST, "invalid-tenant", "The request's " + where + " names no tenant.");
  }
}
