package io.tenantry.worker.spares;

/** There is one more spare of the type. */
record SpareMade(String type) {}
