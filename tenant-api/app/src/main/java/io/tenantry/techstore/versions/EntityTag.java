package io.tenantry.techstore.versions;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A version as an entity tag (RFC 9110). */
public final class EntityTag {

  private static final Pattern TAG = Pattern.compile("\"(0|[1-9][0-9]{0,8})\"");

  /** What nothing has: the caller expects something that never was. */
  private static final int NEVER = -1;

  private EntityTag() {}

  public static String of(@Nullable Integer version) {
    return "\"" + version + "\"";
  }

  /** The version that {@code If-Match} wants; null for any. Weak tags and lists match nothing. */
  public static @Nullable Integer expected(@Nullable String ifMatch) {
    return ifMatch == null || ifMatch.strip().equals("*") ? null : parse(ifMatch.strip());
  }

  private static int parse(String tag) {
    Matcher matcher = TAG.matcher(tag);
    return matcher.matches() ? Integer.parseInt(matcher.group(1)) : NEVER;
  }
}
