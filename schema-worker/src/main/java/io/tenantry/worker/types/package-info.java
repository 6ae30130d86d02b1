/** What scripts each tenant type has, as the registry knows it from the workers. */
@org.jspecify.annotations.NullMarked
package io.tenantry.worker.types;
