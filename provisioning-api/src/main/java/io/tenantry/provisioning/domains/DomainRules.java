package io.tenantry.provisioning.domains;

import io.tenantry.events.HostName;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What can be said of a customer's domain without asking anybody. */
@Component
public class DomainRules {

  private final HostName base;

  DomainRules(DomainProperties settings) {
    this.base = settings.base();
  }

  /** What is wrong with it as a customer's own, in words that follow its name. */
  public Optional<String> fault(HostName domain) {
    if (domain.equals(base) || domain.isBelow(base)) {
      return Optional.of("is the platform's own");
    }
    return domain.value().contains(".") && !base.isBelow(domain)
        ? Optional.empty()
        : Optional.of("is not a customer's domain");
  }

  /**
   * Reads a customer's domain as a person typed it.
   *
   * @throws InvalidDomainException if it can't be one
   */
  HostName parse(String text) {
    HostName domain;
    try {
      domain = HostName.parse(text);
    } catch (IllegalArgumentException e) {
      throw new InvalidDomainException(String.valueOf(e.getMessage()));
    }
    fault(domain)
        .ifPresent(
            fault -> {
              throw new InvalidDomainException(fault);
            });
    return domain;
  }
}
