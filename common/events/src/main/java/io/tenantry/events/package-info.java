/**
 * The contract on the wire: events, commands, their CloudEvents envelope, exchanges and keys, and
 * the one form in which host names are sent.
 */
@org.jspecify.annotations.NullMarked
package io.tenantry.events;
