/** PostgreSQL and an AMQP broker for machines that have neither, in a process of their own. */
@org.jspecify.annotations.NullMarked
package io.tenantry.embedded;
