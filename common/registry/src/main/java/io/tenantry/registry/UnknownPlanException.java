package io.tenantry.registry;

import java.util.List;

/** There is no plan of that name. */
public final class UnknownPlanException extends RuntimeException {

  private final List<String> known;

  UnknownPlanException(String plan, List<String> known) {
    super("there is no plan " + plan);
    this.known = known;
  }

  /** The names of plans that there are, not more than a message can bear. */
  public List<String> known() {
    return known;
  }
}
