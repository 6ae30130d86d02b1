package io.tenantry.migrations;

import io.tenantry.registry.SqlIdentifier;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.flywaydb.core.internal.parser.PlaceholderReplacingReader;
import org.flywaydb.core.internal.resolver.ChecksumCalculator;
import org.flywaydb.core.internal.resource.StringResource;

/**
 * The text of one script, with its placeholders still in it.
 *
 * @param file the file's name without folders
 * @param replaces whether placeholders are replaced; a script's settings may say no
 */
record ScriptText(String file, String raw, Map<String, String> placeholders, boolean replaces) {

  /** Stands for any schema where its name does not matter. */
  static final SqlIdentifier SOME_SCHEMA = new SqlIdentifier("tenant");

  private static final SqlIdentifier OTHER_SCHEMA = new SqlIdentifier("tenant_2");
  private static final String PREFIX = "${";

  /** The text for one schema; Flyway's own reader replaces, so the result is Flyway's. */
  String in(SqlIdentifier schema) {
    if (!replaces || !raw.contains(PREFIX)) {
      return raw;
    }
    var values = new HashMap<>(placeholders);
    values.putAll(flywayValues(file, schema.value()));
    try (var reader =
        new PlaceholderReplacingReader(PREFIX, "}", ":", values, new StringReader(raw))) {
      return reader.readAllAsString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int checksum(SqlIdentifier schema) {
    return ChecksumCalculator.calculate(new StringResource(in(schema)));
  }

  boolean namesItsSchema() {
    return !in(SOME_SCHEMA).equals(in(OTHER_SCHEMA));
  }

  static Map<String, String> flywayValues(String file, String schema) {
    return Map.of(
        "flyway:defaultSchema", schema,
        "flyway:table", HistoryTable.NAME,
        "flyway:filename", file);
  }
}
