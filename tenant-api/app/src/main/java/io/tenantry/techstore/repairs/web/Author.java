package io.tenantry.techstore.repairs.web;

import java.security.Principal;
import org.jspecify.annotations.Nullable;

/** Who did something, as text that outlives the user. */
final class Author {

  private Author() {}

  static @Nullable String of(@Nullable Principal user) {
    return user == null ? null : user.getName();
  }
}
