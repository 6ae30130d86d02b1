/** Studios whose customers book lessons: each studio is a tenant, and no code here says so. */
@NullMarked
package io.tenantry.samples.bookings;

import org.jspecify.annotations.NullMarked;
