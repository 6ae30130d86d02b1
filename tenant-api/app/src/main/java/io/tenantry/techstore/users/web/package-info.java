/** Users and invitations over HTTP. */
@org.jspecify.annotations.NullMarked
package io.tenantry.techstore.users.web;
