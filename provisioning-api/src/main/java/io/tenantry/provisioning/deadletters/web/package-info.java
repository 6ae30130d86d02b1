/** Dead letters over HTTP. */
@org.jspecify.annotations.NullMarked
package io.tenantry.provisioning.deadletters.web;
