/** What breaks, and when, by a seed. */
@NullMarked
package io.tenantry.chaos.fault;

import org.jspecify.annotations.NullMarked;
