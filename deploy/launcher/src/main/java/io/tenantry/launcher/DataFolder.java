package io.tenantry.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The folder that keeps data, secrets and logs between runs; one launcher at a time has it. */
public final class DataFolder implements AutoCloseable {

  private static final String MARK = ".tenantry";

  private final Path path;
  private final FileChannel lock;

  private DataFolder(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /** Makes the folder where there is none; one that holds something else is refused. */
  public static DataFolder open(Path path) {
    try {
      if (Files.exists(path) && !Files.exists(path.resolve(MARK)) && !isEmpty(path)) {
        throw new LaunchException(
            path + " holds something else: set TENANTRY_DATA to an empty or a new folder");
      }
      Files.createDirectories(path);
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
      FileChannel lock =
          FileChannel.open(path.resolve(MARK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!isOurs(lock)) {
        lock.close();
        throw new LaunchException(
            "already runs on " + path + ": end it, or set TENANTRY_DATA to another folder");
      }
      return new DataFolder(path, lock);
    } catch (IOException e) {
      throw new LaunchException("the data folder " + path + " is not usable: " + words(e), e);
    }
  }

  /** Deletes all that earlier runs left. */
  void clear() {
    try (Stream<Path> all = Files.walk(path)) {
      List<Path> deepestFirst =
          all.filter(file -> !file.equals(path) && !file.equals(path.resolve(MARK)))
              .sorted(Comparator.reverseOrder())
              .toList();
      for (Path file : deepestFirst) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new LaunchException("can't empty " + path + ": " + words(e), e);
    }
  }

  /** The file's content; at first made by the supplier, for its owner's eyes only. */
  String remember(String name, Supplier<String> first) {
    Path file = path.resolve(name);
    try {
      if (!Files.exists(file)) {
        write(name, first.get());
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void write(String name, String content) {
    Path file = path.resolve(name);
    try {
      Files.deleteIfExists(file);
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path folder(String name) {
    try {
      return Files.createDirectories(path.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String words(IOException failure) {
    return switch (failure) {
      case AccessDeniedException _ -> "permission denied";
      case FileAlreadyExistsException _ -> "it is not a folder";
      case NotDirectoryException _ -> "it is not a folder";
      case FileSystemException other when other.getReason() != null -> other.getReason();
      default -> "no file can be made or deleted there";
    };
  }

  private static boolean isOurs(FileChannel lock) throws IOException {
    try {
      return lock.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
