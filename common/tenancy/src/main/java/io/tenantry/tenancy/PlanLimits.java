package io.tenantry.tenancy;

import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a tenant's plan allows; what is empty is not limited.
 *
 * @param storageMegabytes of files
 */
public record PlanLimits(
    OptionalLong users,
    OptionalLong products,
    OptionalLong requestsPerMinute,
    OptionalLong storageMegabytes) {

  private static final Logger LOG = LoggerFactory.getLogger(PlanLimits.class);

  /** Limits nothing. */
  public static final PlanLimits NONE = parse("{}");

  /**
   * Reads the control plane's JSON. Names that are not known here are for newer applications; what
   * is no whole number limits nothing, since a slip in a plan must not stop its tenants.
   */
  public static PlanLimits parse(String json) {
    JsonNode limits = JsonMapper.shared().readTree(json);
    return new PlanLimits(
        limit(limits, "users"),
        limit(limits, "products"),
        limit(limits, "requestsPerMinute"),
        limit(limits, "storageMegabytes"));
  }

  private static OptionalLong limit(JsonNode limits, String name) {
    JsonNode limit = limits.path(name);
    if (limit.isIntegralNumber() && limit.canConvertToLong() && limit.asLong() >= 0) {
      return OptionalLong.of(limit.asLong());
    }
    if (!limit.isMissingNode() && !limit.isNull()) {
      LOG.warn("A plan's limit of {} is no whole number: {}", name, limit);
    }
    return OptionalLong.empty();
  }
}
