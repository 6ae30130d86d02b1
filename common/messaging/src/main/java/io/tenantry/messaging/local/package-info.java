/** Events as they reach this one instance: for those who wait, never for work. */
@org.jspecify.annotations.NullMarked
package io.tenantry.messaging.local;
