package io.tenantry.launcher;

import java.time.Duration;

/**
 * A tenant as its sign-up was answered.
 *
 * @param took from sending the sign-up to the answer that it is active
 */
record Shop(String name, String domain, String status, String url, Duration took) {}
