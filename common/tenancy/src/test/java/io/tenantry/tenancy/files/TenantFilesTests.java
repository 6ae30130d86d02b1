package io.tenantry.tenancy.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tenantry.problems.ProblemException;
import io.tenantry.tenancy.CurrentTenant;
import io.tenantry.tenancy.LimitExceededException;
import io.tenantry.tenancy.NoTenantException;
import io.tenantry.tenancy.PlanLimits;
import io.tenantry.tenancy.Tenant;
import io.tenantry.tenancy.TestTenants;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpStatus;

class TenantFilesTests {

  private static final int LARGEST = 2 * 1024 * 1024;
  private static final Tenant ONE = TestTenants.named("one");
  private static final Tenant TWO = TestTenants.named("two");

  /** Its plan allows a megabyte. */
  private static final Tenant SMALL =
      new Tenant(
          UUID.randomUUID(),
          "small",
          "small",
          "small",
          0,
          "default",
          "small",
          PlanLimits.parse("{\"storageMegabytes\": 1}"),
          "small.localhost",
          null);

  @TempDir private Path root;
  private TenantFiles files;

  @BeforeEach
  void setUp() {
    files = new TenantFiles(root, LARGEST);
  }

  private void write(Tenant tenant, String path, byte[] content) throws IOException {
    CurrentTenant.call(
        tenant,
        () -> {
          files.write(path, new ByteArrayInputStream(content));
          return path;
        });
  }

  private String read(Tenant tenant, String path) throws IOException {
    return CurrentTenant.call(
        tenant,
        () -> {
          try (InputStream in = files.read(path).orElse(InputStream.nullInputStream())) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
          }
        });
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void keepsTheFilesOfTenantsApart() throws IOException {
    write(ONE, "orders/17/note.txt", text("of one"));
    write(TWO, "orders/17/note.txt", text("of two"));

    assertThat(read(ONE, "orders/17/note.txt")).isEqualTo("of one");
    assertThat(read(TWO, "orders/17/note.txt")).isEqualTo("of two");
    assertThat(CurrentTenant.call(TWO, () -> files.delete("orders/17/note.txt"))).isTrue();
    assertThat(read(TWO, "orders/17/note.txt")).isEmpty();
    assertThat(read(ONE, "orders/17/note.txt")).isEqualTo("of one");
    assertThat(CurrentTenant.call(TWO, () -> files.list("", 10))).isEmpty();
  }

  @Test
  void listsFilesPageByPage() throws IOException {
    for (String path : new String[] {"c.txt", "a/2.txt", "a/1.txt", "b.txt"}) {
      write(ONE, path, text(path));
    }

    assertThat(CurrentTenant.call(ONE, () -> files.list("", 2)))
        .containsExactly("a/1.txt", "a/2.txt");
    assertThat(CurrentTenant.call(ONE, () -> files.list("a/2.txt", 9)))
        .containsExactly("b.txt", "c.txt");
    assertThat(CurrentTenant.call(ONE, () -> files.usedBytes())).isEqualTo(24);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/etc/passwd",
        "..",
        "../two/x",
        "a/../../x",
        "a//b",
        "a/",
        "./a",
        ".hidden",
        "a\\..\\b",
        "a\u0000b",
        "a b",
        "%2e%2e/x",
        "ñ.txt"
      })
  void refusesPathsThatCouldLeadElsewhere(String path) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> write(ONE, path, text("x")))
        .satisfies(e -> assertThat(e.getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST))
        .satisfies(e -> assertThat(e.problem().getProperties()).containsEntry("field", "path"));
    assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> read(ONE, path));
    assertThat(root).isEmptyDirectory();
  }

  @Test
  void followsNoLinkOutOfTheTenantsFolder() throws IOException {
    write(ONE, "mine.txt", text("mine"));
    write(TWO, "secret.txt", text("secret"));
    Path own = root.resolve(ONE.id().toString());
    Path others = root.resolve(TWO.id().toString());
    Files.createSymbolicLink(own.resolve("folder"), others);
    Files.createSymbolicLink(own.resolve("file.txt"), others.resolve("secret.txt"));

    assertThat(read(ONE, "file.txt")).isEmpty();
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> read(ONE, "folder/secret.txt"));
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> write(ONE, "folder/secret.txt", text("changed")));
    assertThat(CurrentTenant.call(ONE, () -> files.list("", 9))).containsExactly("mine.txt");
    assertThat(read(TWO, "secret.txt")).isEqualTo("secret");
  }

  @Test
  void refusesAFileThatIsTooLargeAndLeavesTheOldOne() throws IOException {
    write(ONE, "a.bin", text("old"));

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> write(ONE, "a.bin", new byte[LARGEST + 1]))
        .satisfies(e -> assertThat(e.getStatusCode()).isEqualTo(HttpStatus.CONTENT_TOO_LARGE));

    assertThat(read(ONE, "a.bin")).isEqualTo("old");
    assertThat(CurrentTenant.call(ONE, () -> files.list("", 9))).containsExactly("a.bin");
  }

  @Test
  void allowsWhatThePlanAllowsInTotal() throws IOException {
    write(SMALL, "a.bin", new byte[600 * 1024]);

    assertThatExceptionOfType(LimitExceededException.class)
        .isThrownBy(() -> write(SMALL, "b.bin", new byte[600 * 1024]))
        .satisfies(
            e -> {
              assertThat(e.limit()).isEqualTo("storageMegabytes");
              assertThat(e.allowed()).isEqualTo(1);
            });

    write(SMALL, "a.bin", new byte[1024 * 1024]);
    assertThat(CurrentTenant.call(SMALL, () -> files.list("", 9))).containsExactly("a.bin");
  }

  @Test
  void keepsNothingForNobody() {
    assertThatExceptionOfType(NoTenantException.class)
        .isThrownBy(() -> files.write("a.txt", new ByteArrayInputStream(text("x"))));
  }
}
