package io.tenantry.chaos.check;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** What did not hold, by kind. */
public final class Violations {

  private record Violation(String kind, String detail) {}

  private final List<Violation> all = new CopyOnWriteArrayList<>();

  public void add(String kind, String detail) {
    all.add(new Violation(kind, detail));
  }

  public int count() {
    return all.size();
  }

  /** How many there are of each kind. */
  public Map<String, Integer> byKind() {
    Map<String, Integer> counts = new TreeMap<>();
    all.forEach(violation -> counts.merge(violation.kind(), 1, Integer::sum));
    return counts;
  }

  /** All of it, one a paragraph. */
  public void write(Path file) {
    try (PrintWriter writer = new PrintWriter(Files.newBufferedWriter(file))) {
      all.forEach(violation -> writer.println(violation.kind() + ": " + violation.detail()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
