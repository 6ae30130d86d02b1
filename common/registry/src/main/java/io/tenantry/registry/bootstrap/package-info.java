/** What an administrator prepares once per database: the three logins and their rights. */
@org.jspecify.annotations.NullMarked
package io.tenantry.registry.bootstrap;
