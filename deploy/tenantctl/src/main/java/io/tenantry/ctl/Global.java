package io.tenantry.ctl;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What every command knows: whom to ask, and how to print. */
final class Global {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /** How answers are printed. */
  enum Output {
    text,
    json
  }

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "The provisioning API (TENANTRY_URL, or http://localhost:8080)")
  private @Nullable String url;

  @Option(
      names = {"-p", "--profile"},
      paramLabel = "NAME",
      description = "URL and key of this name in ~/.config/tenantry/profiles.properties")
  private @Nullable String profile;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORM",
      defaultValue = "text",
      description = "text or json")
  private Output output = Output.text;

  Api api() {
    return new Api(Profile.find(Tenantctl.environment(), url, profile));
  }

  boolean isJson() {
    return output == Output.json;
  }

  PrintWriter out() {
    return line().getOut();
  }

  PrintWriter err() {
    return line().getErr();
  }

  private picocli.CommandLine line() {
    if (command == null) {
      throw new IllegalStateException("no command");
    }
    return command.commandLine();
  }

  /** The answer as it is, or in the form that people read. */
  int print(JsonNode answer, Runnable text) {
    if (isJson()) {
      out().println(JSON.writeValueAsString(answer));
    } else {
      text.run();
    }
    out().flush();
    return Exit.OK;
  }

  /** Likewise with a table; in JSON an array. */
  int print(Iterable<JsonNode> rows, Table table) {
    var array = JSON.createArrayNode();
    rows.forEach(array::add);
    return print(array, () -> table.print(rows, out()));
  }
}
