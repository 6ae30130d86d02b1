/** Devices over HTTP. */
@org.jspecify.annotations.NullMarked
package io.tenantry.techstore.devices.web;
