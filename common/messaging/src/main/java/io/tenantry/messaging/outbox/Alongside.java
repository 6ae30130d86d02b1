package io.tenantry.messaging.outbox;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A change that is written in one statement with an event, since each round trip to the database
 * costs a sign-up about half a millisecond. It doesn't see what that statement writes beside it.
 *
 * @param sql an INSERT, UPDATE or DELETE; {@code :now} is the event's time
 * @param parameters by names that neither the event nor another change has
 */
public record Alongside(String sql, Map<String, @Nullable Object> parameters) {}
