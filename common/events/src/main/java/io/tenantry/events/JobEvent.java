package io.tenantry.events;

/**
 * What a tenant application tells of its jobs. These events have no sequence and no promised order.
 */
public sealed interface JobEvent extends Message permits JobAnnounced, JobEnded {}
