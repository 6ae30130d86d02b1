package io.tenantry.migrations;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** A hash over scripts, equal exactly if their versions, names and checksums are. */
final class Fingerprint {

  private static final int BYTES = 16;

  private Fingerprint() {}

  static String of(List<MigrationScript> scripts) {
    String all =
        scripts.stream()
            .map(script -> script.version() + ' ' + script.name() + ' ' + script.checksum() + '\n')
            .collect(Collectors.joining());
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
