/** Who works in the shop: users, their roles, and the invitations by which they come. */
@org.jspecify.annotations.NullMarked
package io.tenantry.techstore.users;
