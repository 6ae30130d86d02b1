/** The exchanges and queues that publishers and consumers both declare. */
@org.jspecify.annotations.NullMarked
package io.tenantry.messaging.topology;
