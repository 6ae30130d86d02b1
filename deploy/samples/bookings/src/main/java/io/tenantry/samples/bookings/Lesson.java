package io.tenantry.samples.bookings;

import java.time.OffsetDateTime;

/**
 * A lesson that can be booked.
 *
 * @param free how many places nobody has taken
 */
record Lesson(long id, String title, OffsetDateTime startsAt, int free) {}
