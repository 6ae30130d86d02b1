package io.tenantry.provisioning.console;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** Reads what a page is told while it is open. */
public final class LiveClient implements AutoCloseable {

  private final InputStream stream;
  private final List<String> lines = new CopyOnWriteArrayList<>();

  LiveClient(InputStream stream) {
    this.stream = stream;
    Thread.ofVirtual().start(this::read);
  }

  public List<String> lines(String start) {
    return lines.stream().filter(line -> line.startsWith(start)).toList();
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }

  private void read() {
    try (Stream<String> text =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8)).lines()) {
      text.forEach(lines::add);
    } catch (UncheckedIOException e) {
      lines.add("the end");
    }
  }
}
