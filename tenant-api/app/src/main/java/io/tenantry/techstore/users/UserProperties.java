package io.tenantry.techstore.users;

import io.tenantry.tenancy.Settings;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How people become users.
 *
 * @param minPasswordLength how many characters a password has at least
 * @param concurrentHashes how many passwords are worked on at once, since each takes a processor
 * @param hashWait how long a request waits for its turn at that
 * @param invitationLife how long the link of an invitation can be used
 * @param mailFrom who sends invitations
 */
@ConfigurationProperties("techstore.users")
record UserProperties(
    @DefaultValue("12") int minPasswordLength,
    @DefaultValue("4") int concurrentHashes,
    @DefaultValue("5s") Duration hashWait,
    @DefaultValue("7d") Duration invitationLife,
    @DefaultValue("no-reply@localhost") String mailFrom) {

  UserProperties {
    Settings.check("techstore.users")
        .require(
            "min-password-length",
            minPasswordLength >= 8 && minPasswordLength <= Passwords.MOST_BYTES,
            "must be 8 to " + Passwords.MOST_BYTES + ", not " + minPasswordLength)
        .positive("concurrent-hashes", concurrentHashes)
        .positive("hash-wait", hashWait)
        .positive("invitation-life", invitationLife)
        .require("mail-from", mailFrom.contains("@"), "must be an address, not " + mailFrom)
        .orThrow();
  }
}
