package io.tenantry.provisioning.domains.verification;

import io.tenantry.provisioning.domains.DomainChallenge;
import io.tenantry.provisioning.domains.DomainStatus;
import io.tenantry.registry.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A domain whose ownership is to be looked for, as it was when this instance took it.
 *
 * @param failures checks in a row that found nothing
 * @param since when somebody last asked for it
 * @param failingSince since when a VERIFIED one is without proof
 * @param lease until when nobody else takes it; also tells whether somebody asked again meanwhile
 */
record DueCheck(
    TenantId tenant,
    DomainChallenge challenge,
    DomainStatus status,
    int failures,
    Instant since,
    @Nullable Instant failingSince,
    Instant lease) {

  String name() {
    return challenge.domain();
  }
}
