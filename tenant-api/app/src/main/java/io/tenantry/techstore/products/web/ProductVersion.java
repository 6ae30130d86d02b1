package io.tenantry.techstore.products.web;

import io.tenantry.techstore.products.Product;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A product's version as an entity tag (RFC 9110). */
final class ProductVersion {

  private static final Pattern TAG = Pattern.compile("\"(0|[1-9][0-9]{0,8})\"");

  /** What no product has: the caller expects something that never was. */
  private static final int NEVER = -1;

  private ProductVersion() {}

  static String tag(Product product) {
    return "\"" + product.version() + "\"";
  }

  /** The version that {@code If-Match} wants; null for any. Weak tags and lists match nothing. */
  static @Nullable Integer expected(@Nullable String ifMatch) {
    return ifMatch == null || ifMatch.strip().equals("*") ? null : parse(ifMatch.strip());
  }

  private static int parse(String tag) {
    Matcher matcher = TAG.matcher(tag);
    return matcher.matches() ? Integer.parseInt(matcher.group(1)) : NEVER;
  }
}
