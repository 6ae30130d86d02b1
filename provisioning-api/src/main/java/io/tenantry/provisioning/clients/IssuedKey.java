package io.tenantry.provisioning.clients;

/** A client and its new key, on the only occasion on which it can be shown. */
public record IssuedKey(RegisteredClient client, ApiKey key) {}
