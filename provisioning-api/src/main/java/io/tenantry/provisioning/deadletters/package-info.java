/** Messages that nobody could read or finish: collected from the broker, sent again, discarded. */
@org.jspecify.annotations.NullMarked
package io.tenantry.provisioning.deadletters;
