package io.tenantry.provisioning.domains.verification;

import io.tenantry.provisioning.domains.DomainStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/**
 * One check from beginning to end: it looks without holding a database connection, then writes down
 * what it found.
 */
@Component
class DomainCheck {

  private static final Logger log = LoggerFactory.getLogger(DomainCheck.class);

  private final OwnershipCheck ownership;
  private final CheckOutcomes outcomes;
  private final CheckResults results;

  DomainCheck(OwnershipCheck ownership, CheckOutcomes outcomes, CheckResults results) {
    this.ownership = ownership;
    this.outcomes = outcomes;
    this.results = results;
  }

  void run(DueCheck due) {
    switch (ownership.find(due)) {
      case Finding.Proved proved when due.status() == DomainStatus.PENDING -> verify(due, proved);
      case Finding.Proved _, Finding.LeadsHere _ -> results.keep(due);
      case Finding.Nothing nothing when results.isOver(due) -> lapse(due, nothing.reason());
      case Finding.Nothing nothing -> results.retry(due, nothing.reason());
    }
  }

  private void verify(DueCheck due, Finding.Proved proved) {
    try {
      if (outcomes.verified(due, proved.method())) {
        log.info("Tenant {} has proved its domain {}", due.tenant(), due.name());
      }
    } catch (DuplicateKeyException e) {
      results.retry(due, "The proof is there, but another tenant has verified this domain");
    }
  }

  private void lapse(DueCheck due, String reason) {
    if (outcomes.lapsed(due, reason)) {
      log.warn("Tenant {} has lost its domain {}: {}", due.tenant(), due.name(), reason);
    }
  }
}
