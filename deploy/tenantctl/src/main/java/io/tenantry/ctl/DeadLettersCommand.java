package io.tenantry.ctl;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Messages that nobody could read or finish. */
@Command(
    name = "dead-letters",
    description = "Look at messages that nobody could read or finish, and deal with them",
    synopsisSubcommandLabel = "COMMAND")
final class DeadLettersCommand {

  private static final String PATH = "/api/v1/operations/dead-letters";
  private static final Table LIST =
      Table.of("id", "status", "queue", "type", "times", "lastSeenAt", "reason");
  private static final Table ONE =
      Table.of(
          "id",
          "status",
          "reason",
          "queue",
          "exchange",
          "routingKey",
          "messageId",
          "type",
          "contentType",
          "bodyBytes",
          "truncated",
          "times",
          "firstSeenAt",
          "lastSeenAt",
          "republishedAt",
          "republishedBy");
  private static final Table CONTENT = Table.of("headers", "body", "bodyForm");
  private static final Table REDRIVE = Table.of("republished", "notTaken", "end");

  /** Which of them. */
  static final class Which {

    @Parameters(paramLabel = "LETTER", description = "Its id")
    private @Nullable Long id;

    @Option(names = "--all", description = "All that nobody has dealt with")
    private boolean all;
  }

  @Command(name = "list", description = "List dead letters, newest first")
  int list(
      @Mixin Global global,
      @Option(names = "--status", description = "open or republished") @Nullable String status,
      @Option(names = "--queue", description = "Only of this queue") @Nullable String queue,
      @Option(names = "--type", description = "Only of this message type") @Nullable String type,
      @Option(names = "--max", defaultValue = "200", description = "How many at most") int max) {
    StringJoiner query = new StringJoiner("&", "?", "").setEmptyValue("");
    add(query, "status", status);
    add(query, "queue", queue);
    add(query, "type", type);
    return global.print(global.api().all(PATH + query, max), LIST);
  }

  @Command(name = "show", description = "Show one, with headers and body")
  int show(
      @Mixin Global global,
      @Parameters(paramLabel = "LETTER", description = "Its id") long letter) {
    JsonNode found = global.api().get(PATH + "/" + letter);
    return global.print(
        found,
        () -> {
          ONE.printOne(found, global.out());
          CONTENT.printOne(found.path("content"), global.out());
        });
  }

  @Command(
      name = "republish",
      description = "Send one, or all that nobody has dealt with, to their queues again")
  int republish(
      @Mixin Global global,
      @ArgGroup(multiplicity = "1") Which which,
      @Option(names = "--queue", description = "With --all: only of this queue")
          @Nullable String queue,
      @Option(names = "--type", description = "With --all: only of this message type")
          @Nullable String type,
      @Option(names = "--max", defaultValue = "100", description = "With --all: how many at most")
          int max) {
    if (which.id != null) {
      JsonNode letter = global.api().post(PATH + "/" + which.id + "/republish", null);
      return global.print(letter, () -> ONE.printOne(letter, global.out()));
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("limit", max);
    if (queue != null) {
      body.put("queue", queue);
    }
    if (type != null) {
      body.put("type", type);
    }
    JsonNode redrive = global.api().post(PATH + "/republish", body);
    return global.print(redrive, () -> REDRIVE.printOne(redrive, global.out()));
  }

  @Command(name = "discard", description = "Forget one for good")
  int discard(
      @Mixin Global global,
      @Parameters(paramLabel = "LETTER", description = "Its id") long letter) {
    global.api().send("DELETE", PATH + "/" + letter, null, Map.of());
    return Exit.OK;
  }

  private static void add(StringJoiner query, String name, @Nullable String value) {
    if (value != null) {
      query.add(name + "=" + Api.encoded(value));
    }
  }
}
