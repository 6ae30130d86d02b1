package io.tenantry.tenancy.files;

import io.tenantry.problems.ProblemException;
import io.tenantry.tenancy.CurrentTenant;
import io.tenantry.tenancy.LimitExceededException;
import io.tenantry.tenancy.Tenant;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;

/**
 * The current tenant's files, in a folder that bears its id. A file is there as a whole or not at
 * all. How much a tenant may have in total is its plan's to say, in megabytes.
 */
public final class TenantFiles {

  private static final int LONGEST = 255;
  private static final long MEGABYTE = 1024 * 1024;
  private static final String SEGMENT = "[A-Za-z0-9_][A-Za-z0-9._-]*";
  private static final Pattern PATH = Pattern.compile(SEGMENT + "(/" + SEGMENT + ")*");

  private final Path root;
  private final long largest;

  TenantFiles(Path root, long largest) {
    this.root = root.toAbsolutePath().normalize();
    this.largest = largest;
  }

  /**
   * Writes or replaces a file.
   *
   * @param path such as {@code orders/17/before.jpg}: letters, digits, {@code . _ -} and slashes
   * @throws ProblemException 400 for another path, 413 for a file that is too large
   * @throws LimitExceededException if the plan does not allow so much in total
   */
  public void write(String path, InputStream content) throws IOException {
    Path file = resolve(path);
    OptionalLong left = left(file);
    Files.createDirectories(folder(file));
    requireInside(folder(file));
    Path part = Files.createTempFile(own(), ".part", "");
    try {
      copy(content, part, left);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private void copy(InputStream content, Path part, OptionalLong left) throws IOException {
    long most = Math.min(largest, left.orElse(Long.MAX_VALUE));
    try (OutputStream out = Files.newOutputStream(part)) {
      byte[] buffer = new byte[16 * 1024];
      long size = 0;
      for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
        size += read;
        if (size > most) {
          throw size > largest
              ? new ProblemException(
                  HttpStatus.CONTENT_TOO_LARGE, "body-too-large", "The file is too large.")
              : exceeded();
        }
        out.write(buffer, 0, read);
      }
    }
  }

  private LimitExceededException exceeded() throws IOException {
    long allowed = CurrentTenant.get().limits().storageMegabytes().orElse(0);
    return new LimitExceededException(
        "storageMegabytes", allowed, Math.ceilDiv(usedBytes(), MEGABYTE));
  }

  /** How much the plan leaves for this file, which replaces one of its name. */
  private OptionalLong left(Path file) throws IOException {
    OptionalLong allowed = CurrentTenant.get().limits().storageMegabytes();
    if (allowed.isEmpty()) {
      return OptionalLong.empty();
    }
    long replaced = Files.isRegularFile(file) ? Files.size(file) : 0;
    return OptionalLong.of(Math.max(0, allowed.getAsLong() * MEGABYTE - usedBytes() + replaced));
  }

  /** To be closed by the caller; empty if there is no such file. */
  public Optional<InputStream> read(String path) throws IOException {
    Path file = resolve(path);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    requireInside(folder(file));
    try {
      return Optional.of(Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** Whether there was such a file. */
  public boolean delete(String path) throws IOException {
    Path file = resolve(path);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    requireInside(folder(file));
    return Files.deleteIfExists(file);
  }

  /**
   * Paths in alphabetical order.
   *
   * @param after the last one of the page before; empty for the first page
   * @param most how many of them
   */
  public List<String> list(String after, int most) throws IOException {
    Path own = own();
    try (Stream<Path> files = all(own)) {
      return files
          .map(file -> own.relativize(file).toString())
          .filter(path -> PATH.matcher(path).matches() && path.compareTo(after) > 0)
          .sorted()
          .limit(most)
          .toList();
    }
  }

  /** How much the tenant's files take; read from the folder, so it costs with their number. */
  public long usedBytes() throws IOException {
    try (Stream<Path> files = all(own())) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    }
  }

  private static Stream<Path> all(Path own) throws IOException {
    return Files.isDirectory(own)
        ? Files.walk(own).filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
        : Stream.empty();
  }

  private Path own() {
    Tenant tenant = CurrentTenant.get();
    return root.resolve(tenant.id().toString());
  }

  private Path resolve(String path) {
    if (path.length() > LONGEST || !PATH.matcher(path).matches()) {
      throw ProblemException.invalid(
          "path", "A file's path is up to 255 letters, digits, dots, hyphens and slashes.");
    }
    return own().resolve(path);
  }

  private static Path folder(Path file) {
    return file.resolveSibling("");
  }

  /** No link leads out of the tenant's own folder, whoever made it. */
  private void requireInside(Path folder) throws IOException {
    if (!folder.toRealPath().startsWith(own().toRealPath())) {
      throw ProblemException.invalid("path", "The path leads out of the tenant's files.");
    }
  }
}
