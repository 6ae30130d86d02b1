package io.tenantry.techstore.users;

import io.tenantry.tenancy.CurrentTenant;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Secrets that are shown once and kept as a hash. They are too long to be guessed, so that a plain
 * hash hides them. The tenant is part of the hash: in a clone, its source's secrets open nothing.
 */
public final class OneTimeSecret {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 32;

  private OneTimeSecret() {}

  public static String next() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** What the current tenant keeps of it. */
  public static byte[] hash(String secret) {
    String text = CurrentTenant.get().id() + " " + secret;
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
