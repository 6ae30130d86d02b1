/** Usage for whoever writes the bills. */
@org.jspecify.annotations.NullMarked
package io.tenantry.provisioning.usage.web;
