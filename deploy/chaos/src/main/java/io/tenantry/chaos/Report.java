package io.tenantry.chaos;

import io.tenantry.chaos.check.Violations;
import io.tenantry.chaos.drive.Tally;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a run did and found. */
record Report(
    Options options,
    Tally operations,
    Tally faults,
    Violations violations,
    int tenants,
    int events,
    Path details) {

  boolean isClean() {
    return violations.count() == 0;
  }

  /** For the last line. */
  Map<String, Object> figures() {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("scenario", options.scenario().toString());
    figures.put("seed", options.seed());
    figures.put("minutes", options.length().toMinutes());
    figures.put("operations", operations.total());
    figures.put("faults", faults.total());
    figures.put("violations", violations.count());
    figures.put("tenants", tenants);
    figures.put("messages", events);
    figures.put("operationsByKind", operations.byKind());
    figures.put("faultsByKind", faults.byKind());
    figures.put("violationsByKind", violations.byKind());
    figures.put("details", details.toString());
    return figures;
  }
}
