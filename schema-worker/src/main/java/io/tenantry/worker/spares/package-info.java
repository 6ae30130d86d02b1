/** Schemas that are built before anybody signs up: a claim renames one instead of building. */
@org.jspecify.annotations.NullMarked
package io.tenantry.worker.spares;
