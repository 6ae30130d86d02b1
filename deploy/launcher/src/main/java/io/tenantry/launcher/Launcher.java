package io.tenantry.launcher;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The program behind {@code deploy/up}. */
public final class Launcher {

  private static final int FAILED = 1;
  private static final int MISUSED = 2;

  private final Map<String, String> environment;
  private final PrintStream out;
  private final PrintStream err;

  Launcher(Map<String, String> environment, PrintStream out, PrintStream err) {
    this.environment = environment;
    this.out = out;
    this.err = err;
  }

  /** Options: {@code --demo}, {@code --fresh}, {@code --help}; or the command {@code bootstrap}. */
  public static void main(String[] arguments) {
    // What libraries log about a failure is in the one line that tells it.
    System.setProperty("logback.configurationFile", "io/tenantry/launcher/logback.xml");
    PrintStream out = utf8(FileDescriptor.out);
    PrintStream err = utf8(FileDescriptor.err);
    System.exit(new Launcher(System.getenv(), out, err).run(List.of(arguments)));
  }

  int run(List<String> arguments) {
    Options options;
    try {
      options = Options.parse(arguments);
    } catch (IllegalArgumentException e) {
      err.println("deploy/up: " + e.getMessage());
      err.print(usage());
      return MISUSED;
    }
    try {
      switch (options.mode()) {
        case HELP -> out.print(usage());
        case BOOTSTRAP -> Bootstrap.run(environment, out);
        case DEMO, STAY -> new Up(environment, out).run(options);
      }
      return 0;
    } catch (LaunchException e) {
      err.println("deploy/up: " + e.getMessage());
      return FAILED;
    }
  }

  private static String usage() {
    try (InputStream text = Launcher.class.getResourceAsStream("usage.txt")) {
      return new String(Objects.requireNonNull(text).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Shops have names in many languages, whatever the locale of the terminal says. */
  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }
}
