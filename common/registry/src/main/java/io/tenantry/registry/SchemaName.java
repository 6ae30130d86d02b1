package io.tenantry.registry;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The name by which users know a tenant's schema, such as {@code tienda1}.
 *
 * @param value lower-case letters, digits and underscores, at most 55, a letter first
 */
public record SchemaName(String value) {

  public static final int MAX_LENGTH = 55;

  /** How the names of schemas start that are nobody's yet. */
  public static final String SPARE_PREFIX = "spare_";

  private static final Pattern VALID =
      Pattern.compile("[a-z][a-z0-9_]{0," + (MAX_LENGTH - 1) + "}");
  // PostgreSQL has no role called none: the word stands for the absence of one.
  private static final Set<String> RESERVED =
      Set.of("public", "control", "information_schema", "none");

  /**
   * @throws IllegalArgumentException saying what is wrong, in words for the person who typed it
   */
  public SchemaName {
    if (!VALID.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "must be 1 to 55 lower-case letters, digits and underscores, beginning with a letter");
    }
  }

  /** Whether the name belongs to the database or to Tenantry itself. */
  public boolean isReserved() {
    return RESERVED.contains(value)
        || value.startsWith("pg_")
        || value.startsWith("tenantry_")
        || value.startsWith(SPARE_PREFIX);
  }

  /**
   * What a tenant's display name gives: accents dropped, everything else that is no letter or digit
   * an underscore. Empty where nothing usable remains.
   */
  public static Optional<SchemaName> derive(String name) {
    String ascii =
        Normalizer.normalize(name, Normalizer.Form.NFKD)
            .replaceAll("\\p{M}+", "")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "_")
            .replaceAll("^[0-9_]+", "");
    String cut = ascii.substring(0, Math.min(ascii.length(), MAX_LENGTH)).replaceAll("_+$", "");
    return cut.isEmpty() ? Optional.empty() : Optional.of(new SchemaName(cut));
  }

  /** This name with a number, for when it is taken: {@code tienda_2}. */
  public SchemaName numbered(int number) {
    String suffix = "_" + number;
    int room = Math.min(value.length(), MAX_LENGTH - suffix.length());
    return new SchemaName(value.substring(0, room) + suffix);
  }

  /** The name of the schema and of its role in the database. */
  public SqlIdentifier in(String prefix) {
    return new SqlIdentifier(prefix + value);
  }

  @Override
  public String toString() {
    return value;
  }
}
