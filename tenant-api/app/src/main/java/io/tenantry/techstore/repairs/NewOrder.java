package io.tenantry.techstore.repairs;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A device that is taken in. */
public record NewOrder(
    long deviceId, String problem, String currency, @Nullable LocalDate promisedFor) {}
