package io.tenantry.launcher;

import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Passwords and keys: the user's own, or random ones that the data folder remembers. */
final class Secrets {

  static final List<String> PASSWORDS =
      List.of(
          "TENANTRY_DB_CONTROL_PASSWORD",
          "TENANTRY_DB_WORKER_PASSWORD",
          "TENANTRY_DB_APP_PASSWORD");

  private Secrets() {}

  /** The variables that are the same for a whole installation. */
  static Map<String, String> of(Settings settings, DataFolder folder) {
    Map<String, String> secrets = new HashMap<>();
    for (String variable : PASSWORDS) {
      secrets.put(variable, own(settings, folder, variable));
    }
    secrets.put(Variables.BOOTSTRAP_KEY, own(settings, folder, Variables.BOOTSTRAP_KEY));
    return secrets;
  }

  private static String own(Settings settings, DataFolder folder, String variable) {
    String given = settings.environment().get(variable);
    String file = variable.toLowerCase(Locale.ROOT).replace('_', '-');
    return given == null ? folder.remember(file, Secrets::random) : given;
  }

  private static String random() {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
