package io.tenantry.ctl;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** A tenant is named by its id or its schema name. */
@Command(
    name = "tenants",
    description = "Sign up, look at and change tenants",
    synopsisSubcommandLabel = "COMMAND")
final class TenantsCommand {

  private static final String TENANT = "Id or schema name";
  private static final Table LIST =
      Table.of("schemaName", "status", "type", "plan", "primaryDomain", "id");
  private static final Table ONE =
      Table.of(
          "id",
          "name",
          "schemaName",
          "status",
          "statusReason",
          "type",
          "plan",
          "primaryDomain",
          "url",
          "createdAt",
          "activatedAt",
          "trialEndsAt",
          "dropAfter",
          "renamingTo",
          "cloneOf");

  @Command(name = "list", description = "List tenants")
  int list(
      @Mixin Global global,
      @Option(names = "--status", description = "Only in this status") @Nullable String status,
      @Option(names = "--type", description = "Only of this type") @Nullable String type,
      @Option(names = "--plan", description = "Only on this plan") @Nullable String plan,
      @Option(names = "--text", description = "Part of a name or domain") @Nullable String text,
      @Option(names = "--max", defaultValue = "1000", description = "How many at most") int max) {
    StringJoiner query = new StringJoiner("&", "?", "").setEmptyValue("");
    add(query, "status", status);
    add(query, "type", type);
    add(query, "plan", plan);
    add(query, "text", text);
    return global.print(global.api().all(Api.TENANTS + query, max), LIST);
  }

  @Command(name = "show", description = "Show one tenant")
  int show(
      @Mixin Global global,
      @Parameters(paramLabel = "TENANT", description = TENANT) String tenant) {
    Api api = global.api();
    return print(global, api.get(api.tenant(tenant)));
  }

  @Command(name = "create", description = "Sign a tenant up")
  int create(
      @Mixin Global global,
      @Parameters(paramLabel = "NAME", description = "What people call it") String name,
      @Option(names = "--schema", description = "Its schema name") @Nullable String schema,
      @Option(names = "--type") @Nullable String type,
      @Option(names = "--plan") @Nullable String plan,
      @Option(names = "--domain", description = "A domain of its own") @Nullable String domain,
      @Option(names = "--trial-days") @Nullable Integer trialDays,
      @Option(names = "--wait", defaultValue = "30", description = "Seconds to wait for it")
          int wait) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("name", name);
    put(body, "schemaName", schema);
    put(body, "type", type);
    put(body, "plan", plan);
    put(body, "domain", domain);
    put(body, "trialDays", trialDays);
    Map<String, String> prefer = wait > 0 ? Map.of("Prefer", "wait=" + wait) : Map.of();
    return print(global, global.api().send("POST", Api.TENANTS, body, prefer));
  }

  @Command(name = "suspend", description = "Keep a tenant's users out")
  int suspend(
      @Mixin Global global,
      @Parameters(paramLabel = "TENANT", description = TENANT) String tenant,
      @Option(names = "--reason", required = true) String reason) {
    return order(global, tenant, "suspend", Map.of("reason", reason));
  }

  @Command(name = "resume", description = "Let them in again")
  int resume(
      @Mixin Global global,
      @Parameters(paramLabel = "TENANT", description = TENANT) String tenant) {
    return order(global, tenant, "resume", Map.of());
  }

  @Command(name = "retry", description = "Build a tenant again that is FAILED")
  int retry(
      @Mixin Global global,
      @Parameters(paramLabel = "TENANT", description = TENANT) String tenant) {
    return order(global, tenant, "retry", Map.of());
  }

  @Command(name = "restore", description = "Take a deletion back")
  int restore(
      @Mixin Global global,
      @Parameters(paramLabel = "TENANT", description = TENANT) String tenant) {
    return order(global, tenant, "restore", Map.of());
  }

  @Command(
      name = "delete",
      description = "Delete a tenant; until its grace is over it can be restored")
  int delete(
      @Mixin Global global,
      @Parameters(paramLabel = "TENANT", description = TENANT) String tenant,
      @Option(names = "--grace-days") @Nullable Integer graceDays,
      @Option(
              names = "--force",
              description = "At once, for good; --confirm has to repeat the schema name")
          boolean force,
      @Option(names = "--confirm", paramLabel = "SCHEMA") @Nullable String confirm,
      @Option(names = "--reason") @Nullable String reason) {
    Api api = global.api();
    String path = api.tenant(tenant);
    if (force) {
      String schema = api.get(path).path("schemaName").asString();
      if (!schema.equals(confirm)) {
        throw new RefusedException("--force loses all data: add --confirm " + schema);
      }
    }
    StringJoiner query = new StringJoiner("&", "?", "").setEmptyValue("");
    add(query, "graceDays", graceDays);
    add(query, "force", force ? "true" : null);
    add(query, "reason", reason);
    return print(global, api.send("DELETE", path + query, null, Map.of()));
  }

  @Command(name = "rename", description = "Give a tenant another schema name and default domain")
  int rename(
      @Mixin Global global,
      @Parameters(paramLabel = "TENANT", description = TENANT) String tenant,
      @Parameters(paramLabel = "SCHEMA", description = "The new schema name") String schema,
      @Option(names = "--redirect-days", description = "How long the old domain leads on")
          @Nullable Integer redirectDays) {
    Map<String, Object> body = new LinkedHashMap<>(Map.of("schemaName", schema));
    put(body, "redirectDays", redirectDays);
    return order(global, tenant, "rename", body);
  }

  @Command(name = "clone", description = "Make a tenant that is a copy of another")
  int clone(
      @Mixin Global global,
      @Parameters(paramLabel = "TENANT", description = TENANT) String tenant,
      @Parameters(paramLabel = "NAME", description = "What people call the copy") String name,
      @Option(names = "--schema", description = "Its schema name") @Nullable String schema,
      @Option(names = "--data", description = "With all rows") boolean data) {
    Map<String, Object> body = new LinkedHashMap<>(Map.of("name", name, "data", data));
    put(body, "schemaName", schema);
    return order(global, tenant, "clone", body);
  }

  private static int order(Global global, String tenant, String what, Map<String, Object> body) {
    Api api = global.api();
    return print(global, api.post(api.tenant(tenant) + "/" + what, body));
  }

  private static int print(Global global, JsonNode tenant) {
    return global.print(tenant, () -> ONE.printOne(tenant, global.out()));
  }

  private static void put(Map<String, Object> body, String member, @Nullable Object value) {
    if (value != null) {
      body.put(member, value);
    }
  }

  private static void add(StringJoiner query, String parameter, @Nullable Object value) {
    if (value != null) {
      query.add(parameter + "=" + Api.encoded(value.toString()));
    }
  }
}
