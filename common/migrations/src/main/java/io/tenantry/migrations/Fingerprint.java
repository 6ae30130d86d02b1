package io.tenantry.migrations;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A hash over scripts, equal exactly if their versions, names and checksums are. The checksum is
 * that of the script as the server gets it: a placeholder's new value changes a script that may be
 * repeated, and of one with a version the file alone counts, as with Flyway.
 */
final class Fingerprint {

  private static final int BYTES = 16;

  private Fingerprint() {}

  static String of(List<MigrationScript> scripts) {
    String all =
        scripts.stream()
            .map(
                script ->
                    script.version()
                        + ' '
                        + script.name()
                        + ' '
                        + script.checksum(ScriptText.SOME_SCHEMA)
                        + '\n')
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
