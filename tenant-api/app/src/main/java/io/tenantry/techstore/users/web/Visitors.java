package io.tenantry.techstore.users.web;

import io.tenantry.techstore.users.UsersException.VisitorException;
import org.springframework.security.oauth2.jwt.Jwt;

/** The platform's people, who are here for a quarter of an hour, and are no users. */
final class Visitors {

  /** The claim by which they are told from users. */
  private static final String ACTOR = "act";

  private Visitors() {}

  static boolean has(Jwt token) {
    return token.hasClaim(ACTOR);
  }

  /** Else a user that one makes would outlast the visit. */
  static void refuse(Jwt token) {
    if (has(token)) {
      throw new VisitorException();
    }
  }
}
