package io.tenantry.ctl;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Members of objects below each other, each column as wide as it needs. */
record Table(List<String> members) {

  static Table of(String... members) {
    return new Table(List.of(members));
  }

  void print(Iterable<JsonNode> rows, PrintWriter out) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(members.stream().map(Table::heading).toList());
    rows.forEach(row -> lines.add(members.stream().map(member -> text(row, member)).toList()));
    int[] widths = new int[members.size()];
    for (List<String> line : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    for (List<String> line : lines) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        text.append(line.get(i)).repeat(' ', widths[i] - line.get(i).length() + 2);
      }
      out.println(text.toString().stripTrailing());
    }
  }

  /** One object, a line for each member. */
  void printOne(JsonNode object, PrintWriter out) {
    int width = members.stream().mapToInt(String::length).max().orElse(0) + 4;
    for (String member : members) {
      if (!text(object, member).equals("-")) {
        out.println(
            heading(member) + " ".repeat(width - heading(member).length()) + text(object, member));
      }
    }
  }

  private static String heading(String member) {
    return member.replaceAll("([A-Z])", " $1").toUpperCase(java.util.Locale.ROOT);
  }

  /** A line is a line, whatever somebody called a tenant. */
  static String text(JsonNode object, String member) {
    JsonNode value = object.path(member);
    if (value.isMissingNode() || value.isNull()) {
      return "-";
    }
    String text = value.isValueNode() ? value.asString() : value.toString();
    return text.replaceAll("\\p{Cntrl}+", " ");
  }
}
