/** Migration runs: tenants that are behind, brought to their scripts' version, wave by wave. */
@org.jspecify.annotations.NullMarked
package io.tenantry.registry.runs;
