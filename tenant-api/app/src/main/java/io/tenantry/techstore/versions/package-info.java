/** Versions of things that several people change. */
@org.jspecify.annotations.NullMarked
package io.tenantry.techstore.versions;
