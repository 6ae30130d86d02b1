package io.tenantry.bench.load;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The process that sends requests; it ends when this one does. */
public final class LoadGenerator implements AutoCloseable {

  private static final TypeReference<List<Load.Outcome>> OUTCOMES = new TypeReference<>() {};

  private final Process process;
  private final BufferedWriter orders;
  private final BufferedReader outcomes;

  private LoadGenerator(Process process) {
    this.process = process;
    this.orders = process.outputWriter();
    this.outcomes = process.inputReader();
  }

  /**
   * @param target where the jar of the benchmarks is
   */
  public static LoadGenerator start(Path target) throws IOException {
    return new LoadGenerator(
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-Dloader.main=" + LoadProgram.class.getName(),
                "-cp",
                jar(target).toString(),
                "org.springframework.boot.loader.launch.PropertiesLauncher")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  private static Path jar(Path target) throws IOException {
    try (Stream<Path> files = Files.list(target)) {
      return files
          .filter(file -> file.toString().endsWith("-exec.jar"))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("the benchmarks are not packaged"));
    }
  }

  /** Sends the load and tells what each crowd got, in their order. */
  public List<Load.Outcome> send(Load load) {
    try {
      orders.write(JsonMapper.shared().writeValueAsString(load));
      orders.newLine();
      orders.flush();
      String line = outcomes.readLine();
      if (line == null) {
        throw new IllegalStateException("the load generator ended");
      }
      return JsonMapper.shared().readValue(line, OUTCOMES);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
