/** The sign-up over HTTP. */
@org.jspecify.annotations.NullMarked
package io.tenantry.provisioning.signup.web;
