package io.tenantry.registry;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the registry.
 *
 * @param redeliverAfter how long a sign-up may wait for its schema before the work order is sent
 *     again, whatever became of the first; the pauses after that grow with the tenant's age
 */
@Validated
@ConfigurationProperties("tenantry.registry")
public record RegistryProperties(@DefaultValue("30s") @NotNull Duration redeliverAfter) {}
