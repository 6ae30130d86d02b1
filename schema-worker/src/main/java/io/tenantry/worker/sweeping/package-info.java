/** Looks, every now and then, for work that is due. */
@org.jspecify.annotations.NullMarked
package io.tenantry.worker.sweeping;
