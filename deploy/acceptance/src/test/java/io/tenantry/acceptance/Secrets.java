package io.tenantry.acceptance;

import static org.awaitility.Awaitility.await;

import io.tenantry.launcher.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** What must not be in any log. */
final class Secrets {

  private final List<String> all = new CopyOnWriteArrayList<>();

  /** One that is in use. */
  void known(String secret) {
    all.add(secret);
  }

  /** A new one, to be typed in where it does not belong; its first half is one, too. */
  String planted() {
    String secret = "Zx9" + UUID.randomUUID().toString().replace("-", "");
    all.add(secret.substring(0, 12));
    return secret;
  }

  /** Those that are in the text. */
  List<String> in(String text) {
    return all.stream().filter(text::contains).toList();
  }

  /**
   * A service that can't become ready.
   *
   * @param complaint what its log says then
   */
  record Doomed(Service service, String complaint) {

    /** Waits for the complaint, and ends it. */
    void watch() {
      try {
        await(service.log() + ": " + complaint)
            .atMost(Duration.ofMinutes(4))
            .until(() -> log().contains(complaint));
      } finally {
        service.close();
      }
    }

    private String log() {
      try {
        return Files.exists(service.log()) ? Files.readString(service.log()) : "";
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
