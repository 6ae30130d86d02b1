/** Server-sent events over HTTP. */
@org.jspecify.annotations.NullMarked
package io.tenantry.provisioning.stream.web;
