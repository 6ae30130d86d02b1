package io.tenantry.migrations.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The rules whose breach only the text shows. */
final class TextRules {

  private static final List<TextRule> RULES =
      List.of(
          rule("\\b(?:big|small)?serial[248]?\\b", "serial columns: use an identity column"),
          rule("\\bsecurity\\s+definer\\b", "SECURITY DEFINER is not allowed"),
          rule("\\brename\\s+constraint\\b", "RENAME CONSTRAINT: drop it and add a new one"),
          rule(
              "\\balter\\s+table\\b[^;]*\\badd\\b[^;]*\\bgenerated\\s+(?:always"
                  + "|by\\s+default)\\s+as\\s+identity\\b",
              "an identity column can't be added later: make a new table"),
          rule(
              "\\b(?:create|into)\\s+(?:(?:global|local)\\s+)?temp(?:orary)?\\b",
              "temporary objects are not allowed"),
          rule("\\binherits\\s*\\(", "table inheritance is not allowed"),
          rule(
              "\\b(?:set|reset)\\s+(?:(?:local|session)\\s+)?(?:role|session\\s+authorization)\\b",
              "a script must not change its role"),
          rule("\\bset_config\\s*\\(", "settings belong into SET LOCAL, not set_config"),
          rule(
              "(?:\\A|;)\\s*(?:set\\s+(?!local\\b|constraints\\b)|reset\\b|discard\\b)",
              "a setting would outlive the script: use SET LOCAL"),
          rule(
              "\\b(?:create|alter|drop)\\s+(?:role|user|group|schema|database"
                  + "|extension|tablespace|publication|subscription"
                  + "|event\\s+trigger)\\b",
              "roles, schemas and what the whole database shares are not a tenant's business"),
          rule(
              "\\balter\\s+default\\s+privileges\\b|(?:\\A|;)\\s*(?:grant|revoke)\\b",
              "rights are set by the build, not by scripts"),
          rule(
              "\\b(?:table|view|sequence|function|type|(?:index|trigger|policy)\\s[^;]{0,200}?\\bon"
                  + "|insert\\s+into|update|delete\\s+from|truncate)"
                  + "\\s+(?:if\\s+(?:not\\s+)?exists\\s+)?(?:only\\s+)?\"?public\"?\\s*\\.",
              "tables in public are shared: change them in db/shared"),
          rule(
              "\\b(?:table|view|join|into|update|references|call"
                  + "|from(?=\\s+\"?control\\b))\\s+(?:if\\s+(?:not\\s+)?exists\\s+)?(?:only\\s+)?"
                  + "(?!public\\b"
                  + "|pg_catalog\\b|"
                  + ScriptRules.ANY_SCHEMA
                  + "\\b)(?:\\w+|\"[^\"]+\")\\s*\\.\\s*[\\w\"]",
              "names another schema; only public may be named"));

  private TextRules() {}

  static List<RuleViolation> check(String script, String sql) {
    var code = SqlText.withoutCommentsAndStrings(sql);
    var violations = new ArrayList<RuleViolation>();
    for (TextRule rule : RULES) {
      var match = rule.pattern().matcher(code);
      while (match.find()) {
        long line = code.substring(0, match.end()).chars().filter(c -> c == '\n').count() + 1;
        violations.add(new RuleViolation(script + " line " + line, rule.reason()));
      }
    }
    return violations;
  }

  private static TextRule rule(String regex, String reason) {
    return new TextRule(Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.DOTALL), reason);
  }

  private record TextRule(Pattern pattern, String reason) {}
}
