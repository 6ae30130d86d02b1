package io.tenantry.techstore.access;

import io.tenantry.tenancy.Settings;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long log-ins last, and what is done about guessing.
 *
 * @param tokenLife how long an access token is good; also how long it takes until everybody notices
 *     that a user was deleted or has another role
 * @param sessionLife how long a log-in lasts without being continued
 * @param sessionsPerUser how many log-ins a user may have at once; the oldest end first
 * @param keyLife how long a key signs until another takes its place
 * @param keysRemembered how many tenants' keys each instance remembers
 * @param keysReread after how long it reads them again
 * @param failuresAllowed with how many wrong passwords in a row a user is locked
 * @param lockedFor for how long
 */
@ConfigurationProperties("techstore.access")
record AccessProperties(
    @DefaultValue("15m") Duration tokenLife,
    @DefaultValue("14d") Duration sessionLife,
    @DefaultValue("20") int sessionsPerUser,
    @DefaultValue("30d") Duration keyLife,
    @DefaultValue("10000") int keysRemembered,
    @DefaultValue("5m") Duration keysReread,
    @DefaultValue("5") int failuresAllowed,
    @DefaultValue("15m") Duration lockedFor) {

  AccessProperties {
    Settings.check("techstore.access")
        .positive("token-life", tokenLife)
        .positive("session-life", sessionLife)
        .positive("sessions-per-user", sessionsPerUser)
        .positive("key-life", keyLife)
        .positive("keys-remembered", keysRemembered)
        .positive("keys-reread", keysReread)
        .positive("failures-allowed", failuresAllowed)
        .positive("locked-for", lockedFor)
        .orThrow();
  }
}
