package io.tenantry.ctl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileUnitTests {

  @TempDir Path folder;

  @Test
  void takesUrlAndKeyFromTheEnvironment() {
    Profile profile =
        Profile.find(
            environment("TENANTRY_URL", "http://api", "TENANTRY_KEY", " key \n"), null, null);
    assertThat(profile).isEqualTo(new Profile("http://api", "key"));
  }

  @Test
  void takesTheOptionBeforeTheEnvironment() {
    Profile profile =
        Profile.find(
            environment("TENANTRY_URL", "http://api", "TENANTRY_KEY", "key"), "http://other", null);
    assertThat(profile.url()).isEqualTo("http://other");
  }

  @Test
  void takesANamedProfileBeforeTheEnvironment() throws IOException {
    write("prod.url=https://prod\nprod.key=secret\n", "rw-------");
    Profile profile =
        Profile.find(
            environment("TENANTRY_URL", "http://api", "TENANTRY_KEY", "key"), null, "prod");
    assertThat(profile).isEqualTo(new Profile("https://prod", "secret"));
    assertThat(profile.toString()).doesNotContain("secret");
  }

  @Test
  void takesTheDefaultProfileWhereNothingElseIsSaid() throws IOException {
    write("default.url=https://default\ndefault.key=secret\n", "rw-------");
    assertThat(Profile.find(environment(), null, null).url()).isEqualTo("https://default");
  }

  @Test
  void refusesAProfileThatIsNotThereAndAMissingKey() throws IOException {
    write("prod.url=https://prod\n", "rw-------");
    assertThatThrownBy(() -> Profile.find(environment(), null, "test"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("no profile test");
    assertThatThrownBy(() -> Profile.find(environment(), null, "prod"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("prod.key");
  }

  @Test
  void refusesAFileThatOthersCanRead() throws IOException {
    write("prod.key=secret\n", "rw-r--r--");
    assertThatThrownBy(() -> Profile.find(environment(), null, "prod"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("chmod 600");
  }

  private void write(String text, String permissions) throws IOException {
    Path file = folder.resolve("profiles");
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  private Map<String, String> environment(String... variables) {
    Map<String, String> environment = new HashMap<>();
    environment.put(Profile.FILE, folder.resolve("profiles").toString());
    for (int i = 0; i < variables.length; i += 2) {
      environment.put(variables[i], variables[i + 1]);
    }
    return environment;
  }
}
