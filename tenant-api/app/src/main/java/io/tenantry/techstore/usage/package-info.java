/** What a shop is counted by. */
@org.jspecify.annotations.NullMarked
package io.tenantry.techstore.usage;
