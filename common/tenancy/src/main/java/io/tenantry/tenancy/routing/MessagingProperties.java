package io.tenantry.tenancy.routing;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How this installation's exchanges are found on the broker.
 *
 * @param prefix put before each name, so that several installations can share a broker
 */
@ConfigurationProperties("tenantry.messaging")
public record MessagingProperties(@DefaultValue("") String prefix) {}
