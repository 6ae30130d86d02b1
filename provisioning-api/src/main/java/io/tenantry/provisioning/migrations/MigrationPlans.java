package io.tenantry.provisioning.migrations;

import static java.util.stream.Collectors.groupingBy;

import io.tenantry.provisioning.migrations.MigrationPlan.From;
import io.tenantry.provisioning.migrations.MigrationPlan.OfType;
import io.tenantry.registry.runs.BehindGroup;
import io.tenantry.registry.runs.RunSelection;
import io.tenantry.registry.runs.RunStart;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.flywaydb.core.api.MigrationVersion;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Says what a run would do, without doing it. */
@Component
public class MigrationPlans {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final RunStart runs;
  private final TenantTypes types;

  MigrationPlans(RunStart runs, TenantTypes types) {
    this.runs = runs;
    this.types = types;
  }

  /** By the registry alone: two queries, and one for each type that is behind. */
  public MigrationPlan of(RunSelection selection) {
    List<BehindGroup> groups = runs.behind(selection);
    List<OfType> found = new ArrayList<>();
    new TreeMap<>(groups.stream().collect(groupingBy(BehindGroup::type)))
        .forEach((name, some) -> types.find(name).ifPresent(type -> found.add(of(type, some))));
    return new MigrationPlan(
        groups.stream().mapToLong(BehindGroup::tenants).sum(),
        groups.stream().mapToLong(BehindGroup::inOpenRun).sum(),
        found);
  }

  private static OfType of(TenantType type, List<BehindGroup> groups) {
    JsonNode scripts = JSON.readTree(type.scripts());
    return new OfType(
        type.name(),
        type.version(),
        type.fingerprint(),
        groups.stream().mapToLong(BehindGroup::tenants).sum(),
        groups.stream()
            .map(group -> new From(group.from(), group.tenants(), after(group.from(), scripts)))
            .toList());
  }

  private static List<String> after(@Nullable String from, JsonNode scripts) {
    List<String> names = new ArrayList<>();
    for (JsonNode script : scripts) {
      JsonNode version = script.path("version");
      if (version.isString() && (from == null || isNewer(version.asString(), from))) {
        names.add(script.path("name").asString());
      }
    }
    return names;
  }

  private static boolean isNewer(String version, String from) {
    return MigrationVersion.fromVersion(version).compareTo(MigrationVersion.fromVersion(from)) > 0;
  }
}
