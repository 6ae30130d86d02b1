package io.tenantry.migrations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A folder with tenant scripts, written by a test. */
record ScriptFolder(Path root) {

  ScriptFolder migration(String file, String sql) {
    return migration("default", file, sql);
  }

  ScriptFolder migration(String folder, String file, String sql) {
    return write(root.resolve("tenant").resolve(folder).resolve(file), sql);
  }

  ScriptFolder seed(String file, String sql) {
    return write(root.resolve("seed/default").resolve(file), sql);
  }

  TenantScripts scripts() {
    return scripts(Map.of());
  }

  TenantScripts scripts(Map<String, String> placeholders) {
    return scripts(placeholders, Map.of());
  }

  /** With a type that is put together from several folders. */
  TenantScripts scripts(String type, String... folders) {
    return scripts(Map.of(), Map.of(type, List.of(folders)));
  }

  private TenantScripts scripts(
      Map<String, String> placeholders, Map<String, List<String>> folders) {
    return new TenantScripts(
        new ScriptLocations(
            List.of("filesystem:" + root.resolve("tenant")),
            List.of("filesystem:" + root.resolve("seed")),
            placeholders,
            folders));
  }

  private ScriptFolder write(Path file, String content) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, content);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
