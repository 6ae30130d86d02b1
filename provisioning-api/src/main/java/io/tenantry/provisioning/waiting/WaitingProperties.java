package io.tenantry.provisioning.waiting;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * About callers who wait.
 *
 * @param max how many may wait at once; others are answered 202 at once
 * @param poll how often to look without a signal
 */
@ConfigurationProperties("tenantry.waiting")
record WaitingProperties(@DefaultValue("1000") int max, @DefaultValue("750ms") Duration poll) {}
