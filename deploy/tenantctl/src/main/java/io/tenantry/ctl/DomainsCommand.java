package io.tenantry.ctl;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Domains of one tenant. */
@Command(name = "domains", description = "A tenant's domains", synopsisSubcommandLabel = "COMMAND")
final class DomainsCommand {

  private static final String TENANT = "Id or schema name of the tenant";
  private static final Table TABLE =
      Table.of("domain", "kind", "status", "primary", "redirectUntil", "verifiedAt");

  @Command(name = "list", description = "List them")
  int list(
      @Mixin Global global,
      @Parameters(paramLabel = "TENANT", description = TENANT) String tenant) {
    Api api = global.api();
    List<JsonNode> items = new ArrayList<>();
    api.get(api.tenant(tenant) + "/domains").path("items").forEach(items::add);
    return global.print(items, TABLE);
  }

  @Command(name = "add", description = "Claim a domain; the answer tells what proves it")
  int add(
      @Mixin Global global,
      @Parameters(paramLabel = "TENANT", description = TENANT) String tenant,
      @Parameters(paramLabel = "DOMAIN") String domain) {
    Api api = global.api();
    return print(global, api.post(api.tenant(tenant) + "/domains", Map.of("domain", domain)));
  }

  @Command(name = "verify", description = "Look for the proof now")
  int verify(
      @Mixin Global global,
      @Parameters(paramLabel = "TENANT", description = TENANT) String tenant,
      @Parameters(paramLabel = "DOMAIN") String domain) {
    Api api = global.api();
    return print(global, api.post(path(api, tenant, domain) + "/verify", null));
  }

  @Command(name = "primary", description = "Make it the tenant's primary domain")
  int primary(
      @Mixin Global global,
      @Parameters(paramLabel = "TENANT", description = TENANT) String tenant,
      @Parameters(paramLabel = "DOMAIN") String domain) {
    Api api = global.api();
    return print(global, api.post(path(api, tenant, domain) + "/primary", null));
  }

  @Command(name = "remove", description = "Release it")
  int remove(
      @Mixin Global global,
      @Parameters(paramLabel = "TENANT", description = TENANT) String tenant,
      @Parameters(paramLabel = "DOMAIN") String domain) {
    Api api = global.api();
    api.send("DELETE", path(api, tenant, domain), null, Map.of());
    return Exit.OK;
  }

  private static String path(Api api, String tenant, String domain) {
    return api.tenant(tenant) + "/domains/" + Api.encoded(domain);
  }

  private static int print(Global global, JsonNode domain) {
    return global.print(
        domain,
        () -> {
          TABLE.printOne(domain, global.out());
          printProof(domain, global.out());
        });
  }

  /** What the owner of the domain has to do, unless it is done: one of the two. */
  static void printProof(JsonNode domain, PrintWriter out) {
    JsonNode verification = domain.path("verification");
    if (!verification.isObject() || !domain.path("verifiedAt").isNull()) {
      return;
    }
    JsonNode dns = verification.path("dns");
    JsonNode http = verification.path("http");
    out.printf(
        "PROVE IT BY      a %s record for %s: %s%n",
        Table.text(dns, "type"), Table.text(dns, "name"), Table.text(dns, "value"));
    out.printf(
        "OR BY            the answer to %s: %s%n",
        Table.text(http, "url"), Table.text(http, "body"));
    if (!verification.path("lastError").isNull()) {
      out.printf("LAST CHECK       %s%n", Table.text(verification, "lastError"));
    }
  }
}
