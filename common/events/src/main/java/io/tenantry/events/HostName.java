package io.tenantry.events;

import java.net.IDN;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The name of a host in the one form in which it is stored, sent and looked up: lower-case ASCII
 * (IDNA), without port, trailing dot and leading {@code www.}.
 *
 * @param value such as {@code tienda1.example.com} or {@code localhost}
 */
public record HostName(String value) {

  private static final int MAX_LENGTH = 253;
  private static final Pattern LABEL = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");
  private static final Pattern LAST_LABEL_OF_AN_ADDRESS = Pattern.compile("\\d+|0x[0-9a-f]*");
  private static final Pattern PORT = Pattern.compile(":\\d{1,5}$");

  /**
   * @throws IllegalArgumentException if the value is not in that form already
   */
  public HostName {
    if (!value.equals(normalised(value))) {
      throw new IllegalArgumentException("is not a normalised host name");
    }
  }

  /**
   * Reads what a person typed. Ports, schemes, wildcards and IP addresses are refused.
   *
   * @throws IllegalArgumentException saying what is wrong, in words for that person
   */
  public static HostName parse(String text) {
    return new HostName(normalised(text));
  }

  /**
   * Reads a request's {@code Host}, which may end with a port.
   *
   * @throws IllegalArgumentException if it names no host, or an IP address
   */
  public static HostName ofHeader(String header) {
    return parse(PORT.matcher(header).replaceFirst(""));
  }

  /** Whether this host is somewhere below the other. */
  public boolean isBelow(HostName other) {
    return value.endsWith("." + other.value);
  }

  @Override
  public String toString() {
    return value;
  }

  private static String normalised(String text) {
    if (text.isEmpty() || text.length() > MAX_LENGTH + 1) {
      throw new IllegalArgumentException("must be a host name of 1 to 253 characters");
    }
    String name = ascii(text).toLowerCase(Locale.ROOT);
    name = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    while (name.startsWith("www.")) {
      name = name.substring("www.".length());
    }
    check(name);
    return name;
  }

  private static String ascii(String text) {
    if (text.chars().allMatch(character -> character < 0x80)) {
      return text;
    }
    try {
      return IDN.toASCII(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("is not an internationalised host name", e);
    }
  }

  private static void check(String name) {
    if (name.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("must be a host name of 1 to 253 characters");
    }
    String[] labels = name.split("\\.", -1);
    for (String label : labels) {
      if (!LABEL.matcher(label).matches()) {
        throw new IllegalArgumentException(
            "must be a host name such as shop.example.com, without scheme, port or path");
      }
    }
    if (LAST_LABEL_OF_AN_ADDRESS.matcher(labels[labels.length - 1]).matches()) {
      throw new IllegalArgumentException("must be a host name, not an IP address");
    }
  }
}
