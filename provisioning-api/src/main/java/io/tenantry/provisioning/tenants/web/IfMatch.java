package io.tenantry.provisioning.tenants.web;

import io.tenantry.problems.ProblemException;
import io.tenantry.registry.ExpectedVersion;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;

/** The versions of a tenant that the header If-Match names (RFC 9110, 13.1.1). */
final class IfMatch {

  private static final Pattern TAG =
      Pattern.compile(
          "\\G[ \\t]*(?:(?<weak>W/)?\"(?<tag>[\\x21\\x23-\\x7e\\x80-\\xff]*+)\")?[ \\t]*(?:,|$)");
  private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,17}");

  private IfMatch() {}

  /**
   * A weak tag, or one that no tenant ever had, is as good as another version.
   *
   * @throws ProblemException if it is neither {@code *} nor a list of entity tags
   */
  static ExpectedVersion parse(String header) {
    if (header.strip().equals("*")) {
      return ExpectedVersion.ANY;
    }
    Set<Long> versions = new HashSet<>();
    boolean any = false;
    Matcher matcher = TAG.matcher(header);
    int end = 0;
    while (end < header.length() && matcher.find()) {
      end = matcher.end();
      String tag = matcher.group("tag");
      any |= tag != null;
      if (tag != null && matcher.group("weak") == null && VERSION.matcher(tag).matches()) {
        versions.add(Long.valueOf(tag));
      }
    }
    if (end < header.length() || !any) {
      throw ProblemException.invalid(
          HttpHeaders.IF_MATCH, "If-Match: must be * or an entity tag such as \"3\"");
    }
    return new ExpectedVersion(versions);
  }
}
