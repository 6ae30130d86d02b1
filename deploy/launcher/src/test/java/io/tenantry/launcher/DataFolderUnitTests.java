package io.tenantry.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderUnitTests {

  @TempDir Path temp;

  @Test
  void remembersASecretForItsOwnerOnly() throws IOException {
    Path path = temp.resolve("data");
    try (DataFolder folder = DataFolder.open(path)) {
      assertThat(folder.remember("secret", () -> "first")).isEqualTo("first");
    }
    try (DataFolder folder = DataFolder.open(path)) {
      assertThat(folder.remember("secret", () -> "second")).isEqualTo("first");
    }

    assertThat(Files.getPosixFilePermissions(path.resolve("secret")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(Files.getPosixFilePermissions(path))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void forgetsEverythingWhenCleared() throws IOException {
    try (DataFolder folder = DataFolder.open(temp.resolve("data"))) {
      folder.remember("secret", () -> "first");
      Files.writeString(folder.folder("logs").resolve("a.log"), "text");

      folder.clear();

      assertThat(folder.remember("secret", () -> "second")).isEqualTo("second");
      assertThat(folder.folder("logs")).isEmptyDirectory();
    }
  }

  @Test
  void neverTakesAFolderThatHoldsSomethingElse() throws IOException {
    Path precious = Files.writeString(temp.resolve("thesis.txt"), "years of work");

    assertThatThrownBy(() -> DataFolder.open(temp))
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining("TENANTRY_DATA");
    assertThat(precious).exists();
  }

  @Test
  void saysInWordsWhyItIsNotUsable() throws IOException {
    Path file = Files.writeString(temp.resolve("file"), "text");

    assertThatThrownBy(() -> DataFolder.open(file))
        .isInstanceOf(LaunchException.class)
        .hasMessageEndingWith("it is not a folder");
    assertThatThrownBy(() -> DataFolder.open(file.resolve("below")))
        .isInstanceOf(LaunchException.class)
        .hasMessageNotContaining("Exception");
  }

  @Test
  void belongsToOneLauncherAtATime() {
    try (DataFolder folder = DataFolder.open(temp)) {
      folder.remember("secret", () -> "first");

      assertThatThrownBy(() -> DataFolder.open(temp))
          .isInstanceOf(LaunchException.class)
          .hasMessageContaining("already runs");
    }
  }
}
