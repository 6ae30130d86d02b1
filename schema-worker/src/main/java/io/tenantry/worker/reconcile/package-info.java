/**
 * Compares the registry with what is in the database, reports where they disagree, and repairs it
 * on demand. Nothing is changed that nobody asked for.
 */
@org.jspecify.annotations.NullMarked
package io.tenantry.worker.reconcile;
