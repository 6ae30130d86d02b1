package io.tenantry.chaos.sabotage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * A safeguard that is taken away. The services' jars are as they are shipped; an agent in their
 * JVMs changes a method while it is loaded, so that no switch for it is in the product.
 */
public enum Sabotage {
  /** The relay takes each message for confirmed as soon as it is sent. */
  NO_CONFIRMS,
  /** Copies of messages are taken for new. */
  NO_INBOX,
  /** What an event tells of is committed before the event is written. */
  SPLIT_TRANSACTION;

  private static final List<Class<?>> CLASSES = List.of(Agent.class, Patches.class);

  /** The one of that name on the command line. */
  public static Optional<Sabotage> find(String name) {
    return Arrays.stream(values()).filter(sabotage -> sabotage.toString().equals(name)).findFirst();
  }

  /** The option of a JVM that is to suffer it; makes the agent's jar in that folder. */
  public String option(Path folder) throws IOException {
    Path jar = folder.resolve("agent.jar");
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Premain-Class", Agent.class.getName());
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(file, manifest)) {
      for (Class<?> part : CLASSES) {
        String name = part.getName().replace('.', '/') + ".class";
        entries.putNextEntry(new JarEntry(name));
        try (InputStream bytes = part.getClassLoader().getResourceAsStream(name)) {
          Objects.requireNonNull(bytes, name).transferTo(entries);
        }
      }
    }
    return "-javaagent:" + jar + "=" + this;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
