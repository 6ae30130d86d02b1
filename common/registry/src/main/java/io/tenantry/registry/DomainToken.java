package io.tenantry.registry;

import java.security.SecureRandom;
import java.util.Base64;

/** Makes the values by which customers prove that a domain is theirs. */
public final class DomainToken {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 20;

  private DomainToken() {}

  /** A new value of 160 random bits, of characters that DNS and URLs carry as they are. */
  public static String next() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
