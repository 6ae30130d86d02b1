/** Brings existing schemas to the version of their scripts, by the rules of Flyway. */
@org.jspecify.annotations.NullMarked
package io.tenantry.migrations.upgrade;
