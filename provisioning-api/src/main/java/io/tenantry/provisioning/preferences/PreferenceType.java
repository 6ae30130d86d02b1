package io.tenantry.provisioning.preferences;

import java.math.BigInteger;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the values of a preference are. */
public sealed interface PreferenceType {

  /** The type's name in the API. */
  String name();

  /**
   * A value of this type from one that came as JSON: a text, a number, a boolean, a list or a map.
   *
   * @throws IllegalArgumentException if it is none, in words that follow the key's name
   */
  Object read(Object json);

  /** {@code true} or {@code false}. */
  record Bool() implements PreferenceType {

    @Override
    public String name() {
      return "boolean";
    }

    @Override
    public Object read(Object json) {
      return accept(json instanceof Boolean, json, "must be true or false");
    }
  }

  /** A whole number from one to another. */
  record Whole(long minimum, long maximum) implements PreferenceType {

    @Override
    public String name() {
      return "integer";
    }

    @Override
    public Object read(Object json) {
      boolean whole = json instanceof Integer || json instanceof Long || json instanceof BigInteger;
      accept(whole, json, "must be a whole number");
      boolean within =
          !(json instanceof BigInteger)
              && ((Number) json).longValue() >= minimum
              && ((Number) json).longValue() <= maximum;
      return accept(within, json, "must be from " + minimum + " to " + maximum);
    }
  }

  /**
   * A line of text that is not empty, taken without the white space around it.
   *
   * @param pattern which all of it must match; null for any text
   * @param expectation in words that follow {@code must be}, for when it does not
   */
  record Text(int maxLength, @Nullable Pattern pattern, String expectation)
      implements PreferenceType {

    // No control characters, nothing that turns the direction of what follows.
    private static final Pattern LINE =
        Pattern.compile(
            "[^\\p{Cc}\\p{Cs}\\p{Co}\\p{Cn}\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069]*");

    /** Any line of text. */
    public static Text ofAny(int maxLength) {
      return new Text(maxLength, null, "a text");
    }

    @Override
    public String name() {
      return "string";
    }

    @Override
    public Object read(Object json) {
      String text = accept(json instanceof String, json, "must be a text").toString().strip();
      accept(!text.isEmpty(), text, "must not be empty; null resets it");
      accept(text.length() <= maxLength, text, "must have at most " + maxLength + " characters");
      accept(LINE.matcher(text).matches(), text, "must have no control characters");
      boolean matches = pattern == null || pattern.matcher(text).matches();
      return accept(matches, text, "must be " + expectation);
    }
  }

  /** One of a few words. */
  record OneOf(List<String> values) implements PreferenceType {

    public OneOf {
      values = List.copyOf(values);
    }

    @Override
    public String name() {
      return "enum";
    }

    @Override
    public Object read(Object json) {
      return accept(
          values.stream().anyMatch(json::equals),
          json,
          "must be one of " + String.join(", ", values));
    }
  }

  /** The name of a time zone in the IANA database. */
  record TimeZone() implements PreferenceType {

    @Override
    public String name() {
      return "timezone";
    }

    @Override
    public Object read(Object json) {
      Predicate<Object> known = ZoneId.getAvailableZoneIds()::contains;
      return accept(
          json instanceof String && known.test(json),
          json,
          "must be an IANA time zone such as America/Lima");
    }
  }

  /** The code of a currency that is legal tender somewhere, of ISO 4217. */
  record CurrencyCode() implements PreferenceType {

    private static final Set<String> CODES =
        Stream.of(Locale.getISOCountries())
            .map(country -> Currency.getInstance(Locale.of("", country)))
            .filter(Objects::nonNull)
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());

    @Override
    public String name() {
      return "currency";
    }

    @Override
    public Object read(Object json) {
      return accept(
          json instanceof String && CODES.contains(json),
          json,
          "must be the ISO 4217 code of a currency such as EUR");
    }
  }

  private static Object accept(boolean right, Object value, String expectation) {
    if (!right) {
      throw new IllegalArgumentException(expectation);
    }
    return value;
  }
}
