package io.tenantry.worker;

import io.tenantry.migrations.ScriptLocations;
import io.tenantry.migrations.TenantScripts;
import java.util.List;
import java.util.Map;

/** How far the scripts of the sample go, on which tests work that ask no more of them. */
public final class SampleScripts {

  public static final String NEWEST = newest("default");

  private SampleScripts() {}

  public static String newest(String type) {
    return new TenantScripts(
            new ScriptLocations(
                List.of("classpath:db/tenant"),
                List.of("classpath:db/seed"),
                Map.of(),
                Map.of("workshop", List.of("default", "workshop"))))
        .currentVersion(type);
  }
}
