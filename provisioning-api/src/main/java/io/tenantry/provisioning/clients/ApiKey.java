package io.tenantry.provisioning.clients;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** A client's secret as it comes with a request. Only its hash is ever kept. */
public record ApiKey(String text) {

  private static final Pattern USABLE = Pattern.compile("[\\x21-\\x7e]{16,512}");
  private static final int ID_BYTES = 8;

  /** So that people and scanners for leaked secrets recognise one of ours. */
  private static final String PREFIX = "tnt_";

  private static final int RANDOM_BYTES = 32;

  /**
   * @throws IllegalArgumentException if no client can have such a key; the message does not tell it
   */
  public ApiKey {
    if (!isUsable(text)) {
      throw new IllegalArgumentException(
          "a key has 16 to 512 printable ASCII characters and no spaces");
    }
  }

  /** A new one, of 256 random bits. */
  static ApiKey random(SecureRandom random) {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    return new ApiKey(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** Whether a client could have this text as its key. */
  public static boolean isUsable(String text) {
    return USABLE.matcher(text).matches();
  }

  /** By which a client is found; it tells next to nothing of the key. */
  public String id() {
    return HexFormat.of().formatHex(hash(), 0, ID_BYTES);
  }

  /** SHA-256, enough for keys of 256 random bits. */
  public byte[] hash() {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return "ApiKey[" + id() + "]";
  }
}
