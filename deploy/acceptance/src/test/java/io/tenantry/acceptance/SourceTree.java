package io.tenantry.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The files of the repository, found without git, so that an unpacked archive is checked too. */
final class SourceTree {

  private static final Set<String> NOT_OURS = Set.of("target", ".git", ".data", ".idea", ".vscode");

  private final Path root = root();
  private final List<Path> files = walk(root);

  /** Paths from the root of those that match. */
  List<Path> files(Predicate<Path> wanted) {
    return files.stream().filter(wanted).sorted().toList();
  }

  List<Path> javaFiles() {
    return files(file -> file.toString().endsWith(".java"));
  }

  /** Those that people read and write. */
  List<Path> textFiles() {
    return files(file -> !text(file).contains("\0"));
  }

  String text(Path file) {
    try {
      return new String(Files.readAllBytes(root.resolve(file)), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean has(Path file) {
    return Files.exists(root.resolve(file));
  }

  static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("deploy/acceptance"))) {
      folder = folder.getParent();
    }
    return folder;
  }

  /** As .gitignore has it; a worktree's .git is a file. */
  private static boolean isIgnored(String name) {
    return NOT_OURS.contains(name) || name.endsWith(".log") || name.endsWith(".iml");
  }

  private static List<Path> walk(Path root) {
    List<Path> found = new ArrayList<>();
    try {
      Files.walkFileTree(
          root,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
              return NOT_OURS.contains(folder.getFileName().toString())
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (!isIgnored(file.getFileName().toString())) {
                found.add(root.relativize(file));
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }
}
