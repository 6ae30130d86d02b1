package io.tenantry.ctl;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/** Tenant types with their versions, and how many tenants are behind. */
@Command(name = "types", description = "List tenant types, their versions and who is behind")
final class TypesCommand implements Callable<Integer> {

  private static final Table TABLE = Table.of("name", "version", "tenants", "behind", "updatedAt");

  @Mixin private Global global = new Global();

  @Override
  public Integer call() {
    List<JsonNode> items = new ArrayList<>();
    global.api().get("/api/v1/tenant-types").path("items").forEach(items::add);
    return global.print(items, TABLE);
  }
}
