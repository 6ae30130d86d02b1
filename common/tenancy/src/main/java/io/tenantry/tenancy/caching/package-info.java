/** Caches that don't show one tenant what was remembered for another. */
@NullMarked
package io.tenantry.tenancy.caching;

import org.jspecify.annotations.NullMarked;
