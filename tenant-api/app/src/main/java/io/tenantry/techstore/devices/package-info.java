/** What is brought for repair. */
@org.jspecify.annotations.NullMarked
package io.tenantry.techstore.devices;
