package io.tenantry.provisioning.history;

/** An entry and where it stands, from which a following page goes on. */
public record Placed(HistoryPlace place, HistoryEntry entry) {}
