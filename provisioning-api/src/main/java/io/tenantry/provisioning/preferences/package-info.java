/** What each tenant prefers, by keys that are declared with a type. */
@org.jspecify.annotations.NullMarked
package io.tenantry.provisioning.preferences;
