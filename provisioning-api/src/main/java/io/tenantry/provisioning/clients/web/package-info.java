/** Bearer keys on requests, and what a request may do with them. */
@org.jspecify.annotations.NullMarked
package io.tenantry.provisioning.clients.web;
