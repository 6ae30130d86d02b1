package io.tenantry.provisioning.tenants.web;

import io.tenantry.registry.TenantId;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/** Where a page of tenants ended. Callers hand it back as it is. */
record Cursor(TenantId last) {

  private static final int BYTES = 16;

  static Optional<Cursor> parse(String text) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(text);
      if (bytes.length != BYTES) {
        return Optional.empty();
      }
      ByteBuffer id = ByteBuffer.wrap(bytes);
      return Optional.of(new Cursor(new TenantId(new UUID(id.getLong(), id.getLong()))));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    UUID id = last.value();
    byte[] bytes =
        ByteBuffer.allocate(BYTES)
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits())
            .array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
