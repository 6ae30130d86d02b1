package io.tenantry.launcher;

import java.time.Duration;

/**
 * A tenant as its sign-up was answered.
 *
 * @param owner the address of whoever is invited to be its first user
 * @param took from sending the sign-up to the answer that it is active
 */
record Shop(String name, String domain, String status, String url, String owner, Duration took) {}
