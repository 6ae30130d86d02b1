/** Telling pages that what they show has changed, by server-sent events; they fetch it then. */
@org.jspecify.annotations.NullMarked
package io.tenantry.provisioning.console.live;
