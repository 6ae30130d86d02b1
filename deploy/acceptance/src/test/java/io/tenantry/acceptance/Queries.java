package io.tenantry.acceptance;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.Yaml;

/** The questions that alerts and dashboards ask Prometheus. */
final class Queries {

  static final Path FOLDER = Path.of("deploy/observability");
  static final Path ALERTS = FOLDER.resolve("prometheus/alerts.yml");

  private static final Pattern TEXT = Pattern.compile("\"[^\"]*\"");
  private static final Pattern LABELS = Pattern.compile("\\{[^}]*}");
  private static final Pattern GROUPING = Pattern.compile("\\b(by|on|without)\\s*\\([^)]*\\)");
  private static final Pattern RANGE = Pattern.compile("\\[[^]]*]");
  private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*(?!\\w*\\s*\\()");
  private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool");

  /** What Prometheus knows by itself. */
  private static final Set<String> PROMETHEUS_OWN = Set.of("up", "ALERTS");

  private final SourceTree tree = new SourceTree();

  /** Each alert with its rule. */
  Map<String, Map<String, Object>> alerts() {
    Map<String, Map<String, Object>> alerts = new TreeMap<>();
    for (Map<String, Object> group : list(load(ALERTS), "groups")) {
      list(group, "rules").forEach(rule -> alerts.put((String) rule.get("alert"), rule));
    }
    return alerts;
  }

  /** Each dashboard's path with the expressions of its panels; JSON is YAML too. */
  Map<Path, List<String>> dashboards() {
    Map<Path, List<String>> dashboards = new TreeMap<>();
    Path folder = FOLDER.resolve("grafana/dashboards");
    for (Path file : tree.files(path -> path.startsWith(folder))) {
      List<String> expressions = new ArrayList<>();
      for (Map<String, Object> panel : list(load(file), "panels")) {
        list(panel, "targets").forEach(target -> expressions.add((String) target.get("expr")));
      }
      dashboards.put(file, expressions);
    }
    return dashboards;
  }

  /** All expressions, with Grafana's variable for a range put in. */
  List<String> all() {
    List<String> all = new ArrayList<>();
    alerts().values().forEach(alert -> all.add((String) alert.get("expr")));
    dashboards().values().forEach(all::addAll);
    return all.stream().map(query -> query.replace("$__rate_interval", "5m")).toList();
  }

  /** The metrics that an expression asks for, but for Prometheus' own. */
  static Set<String> metrics(String expression) {
    String rest = expression;
    for (Pattern pattern : List.of(TEXT, LABELS, GROUPING, RANGE)) {
      rest = pattern.matcher(rest).replaceAll(" ");
    }
    Set<String> metrics = new TreeSet<>();
    for (MatchResult name : NAME.matcher(rest).results().toList()) {
      if (!WORDS.contains(name.group()) && !PROMETHEUS_OWN.contains(name.group())) {
        metrics.add(name.group());
      }
    }
    return metrics;
  }

  Map<String, Object> load(Path file) {
    return new Yaml().load(tree.text(file));
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> list(Map<String, Object> whole, String name) {
    return (List<Map<String, Object>>) whole.get(name);
  }
}
