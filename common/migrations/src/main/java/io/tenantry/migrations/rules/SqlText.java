package io.tenantry.migrations.rules;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Blanks out what is not code, so that words in comments and strings don't count. */
final class SqlText {

  /** Whatever starts first wins: strings hide comments and the reverse. */
  private static final Pattern TOKEN =
      Pattern.compile(
          """
          (?<line>--[^\\n]*+)
          |(?<block>/\\*)
          |(?<string>\\b[eE]'(?:[^'\\\\]|\\\\.|'')*+'|'(?:[^']|'')*+')
          |"(?:[^"]|"")*+"
          |(?<![\\w$])\\$(?<tag>(?:[A-Za-z_]\\w*)?)\\$(?<body>.*?)\\$\\k<tag>\\$
          """,
          Pattern.COMMENTS | Pattern.DOTALL);

  private SqlText() {}

  /** Same length and same lines; bodies in dollar quotes are looked into, since they are code. */
  static String withoutCommentsAndStrings(String sql) {
    var code = new StringBuilder(sql);
    blank(code, sql, 0);
    return code.toString();
  }

  private static void blank(StringBuilder code, String sql, int offset) {
    var token = TOKEN.matcher(sql);
    int from = 0;
    while (token.find(from)) {
      from = endOf(token, sql);
      if (token.group("body") != null) {
        blank(code, token.group("body"), offset + token.start("body"));
      } else if (isNotCode(token)) {
        for (int i = token.start(); i < from; i++) {
          code.setCharAt(offset + i, sql.charAt(i) == '\n' ? '\n' : ' ');
        }
      }
    }
  }

  private static boolean isNotCode(Matcher token) {
    return token.group("line") != null
        || token.group("block") != null
        || token.group("string") != null;
  }

  /** Block comments nest in PostgreSQL, which no pattern can follow. */
  private static int endOf(Matcher token, String sql) {
    if (token.group("block") == null) {
      return token.end();
    }
    int depth = 0;
    for (int i = token.start(); i < sql.length() - 1; i++) {
      if (sql.startsWith("/*", i)) {
        depth++;
        i++;
      } else if (sql.startsWith("*/", i)) {
        i++;
        if (--depth == 0) {
          return i + 1;
        }
      }
    }
    return sql.length();
  }
}
