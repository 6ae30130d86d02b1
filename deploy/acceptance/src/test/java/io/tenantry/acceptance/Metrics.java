package io.tenantry.acceptance;

import io.tenantry.launcher.Service;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a service shows to Prometheus.
 *
 * @param text in the text format
 */
record Metrics(String text) {

  private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (\\w+) (\\w+)$");
  private static final Pattern SAMPLE = Pattern.compile("(?m)^(\\w+)(?:\\{(.*)})? [^ ]+$");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  static Metrics of(Service service) {
    var request =
        HttpRequest.newBuilder(service.url().resolve("/actuator/prometheus"))
            .timeout(Duration.ofSeconds(30))
            .build();
    try {
      return new Metrics(CLIENT.send(request, BodyHandlers.ofString()).body());
    } catch (IOException e) {
      throw new IllegalStateException(service.url() + " shows no metrics", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Names with their types; of a timer's four names the one without an ending. */
  Map<String, String> types(String prefix) {
    Map<String, String> types = new TreeMap<>();
    for (MatchResult type : TYPE.matcher(text).results().toList()) {
      types.put(type.group(1), type.group(2));
    }
    types.keySet().removeIf(name -> !name.startsWith(prefix));
    Set<String> names = Set.copyOf(types.keySet());
    types
        .keySet()
        .removeIf(name -> name.endsWith("_max") && names.contains(name.replaceFirst("_max$", "")));
    return types;
  }

  /** The names of a metric's tags, and its values' names where it has several. */
  Set<String> tags(String metric) {
    return samples().stream()
        .filter(sample -> base(sample.name()).equals(metric) || sample.name().equals(metric))
        .flatMap(sample -> sample.labels().keySet().stream())
        .filter(label -> !label.equals("le"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** All names that a query can ask for. */
  Set<String> names() {
    return samples().stream().map(Sample::name).collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * A time series.
   *
   * @param labels by their names
   */
  record Sample(String name, Map<String, String> labels) {}

  List<Sample> samples() {
    return SAMPLE.matcher(text).results().map(Metrics::sample).toList();
  }

  private static Sample sample(MatchResult line) {
    String labels = line.group(2) == null ? "" : line.group(2);
    return new Sample(
        line.group(1),
        LABEL
            .matcher(labels)
            .results()
            .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2))));
  }

  private static String base(String name) {
    return name.replaceFirst("_(bucket|count|sum|max)$", "");
  }
}
