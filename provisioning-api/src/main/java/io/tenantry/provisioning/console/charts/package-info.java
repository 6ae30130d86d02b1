/** Small charts, drawn here as SVG: no script, nothing from elsewhere. */
@org.jspecify.annotations.NullMarked
package io.tenantry.provisioning.console.charts;
