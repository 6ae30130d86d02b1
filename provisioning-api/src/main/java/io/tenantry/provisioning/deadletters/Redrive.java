package io.tenantry.provisioning.deadletters;

/**
 * What became of many letters.
 *
 * @param notTaken how many no queue took; they stay
 * @param brokerAway whether it ended early since the broker did not confirm
 */
public record Redrive(int republished, int notTaken, boolean brokerAway) {}
