/** How the current tenant comes along to other threads, methods and messages. */
@NullMarked
package io.tenantry.tenancy.propagation;

import org.jspecify.annotations.NullMarked;
