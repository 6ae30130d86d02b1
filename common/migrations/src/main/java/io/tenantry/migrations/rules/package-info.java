/** What tenant scripts must not do, checked on their text and on the schema they make. */
@org.jspecify.annotations.NullMarked
package io.tenantry.migrations.rules;
