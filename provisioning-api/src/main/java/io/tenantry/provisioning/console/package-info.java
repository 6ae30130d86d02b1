/** The operators' console: what its pages have in common, who may see them, and how. */
@org.jspecify.annotations.NullMarked
package io.tenantry.provisioning.console;
