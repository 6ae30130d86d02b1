package io.tenantry.testing;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What a {@link DnsServer} knows; it may change while the server runs. */
public final class DnsZone {

  private static final int A = 1;
  private static final int CNAME = 5;
  private static final int TXT = 16;
  private static final int AAAA = 28;
  private static final int NXDOMAIN = 3;

  /** Answers with an error code; see {@link #fail}. */
  public static final int SERVFAIL = 2;

  /** Answers with an error code; see {@link #fail}. */
  public static final int REFUSED = 5;

  private record Question(String name, int type) {}

  private final Map<String, List<Resource>> records = new HashMap<>();
  private final Map<String, Deque<String>> inTurn = new HashMap<>();
  private final Map<String, Integer> failing = new HashMap<>();
  private final Map<Question, Integer> asked = new HashMap<>();

  /** What the server sends. */
  record Reply(int code, List<Resource> records) {}

  /** A resource record. */
  record Resource(String name, int type, byte[] data) {

    byte[] bytes() {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      bytes.writeBytes(encoded(name));
      bytes.writeBytes(new byte[] {0, (byte) type, 0, 1, 0, 0, 0, 0});
      bytes.write(data.length >> 8);
      bytes.write(data.length);
      bytes.writeBytes(data);
      return bytes.toByteArray();
    }
  }

  /** Adds one TXT record that consists of these strings, each of 255 bytes at most. */
  public synchronized DnsZone txt(String name, String... strings) {
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    for (String string : strings) {
      data.write(string.length());
      data.writeBytes(string.getBytes(StandardCharsets.US_ASCII));
    }
    return add(name, TXT, data.toByteArray());
  }

  /** Adds an address of either family. */
  public synchronized DnsZone address(String name, String address) {
    byte[] bytes = InetAddress.ofLiteral(address).getAddress();
    return add(name, bytes.length == 4 ? A : AAAA, bytes);
  }

  /** Adds an IPv6 address as these 16 bytes, also one that Java would take for an IPv4 one. */
  public synchronized DnsZone ipv6(String name, byte[] address) {
    return add(name, AAAA, address);
  }

  /** Gives each who asks for the name's IPv4 address the next of these, in the end the last. */
  public synchronized DnsZone inTurn(String name, String... addresses) {
    inTurn.put(name, new ArrayDeque<>(List.of(addresses)));
    records.computeIfAbsent(name, _ -> new ArrayList<>());
    return this;
  }

  /** Makes the name an alias. */
  public synchronized DnsZone cname(String name, String target) {
    return add(name, CNAME, encoded(target));
  }

  /** Answers with this code whatever is asked of the name. */
  public synchronized DnsZone fail(String name, int code) {
    failing.put(name, code);
    return this;
  }

  /** Never answers what is asked of the name. */
  public synchronized DnsZone keepSilent(String name) {
    return fail(name, -1);
  }

  /** Forgets all about the name. */
  public synchronized DnsZone remove(String name) {
    records.remove(name);
    inTurn.remove(name);
    failing.remove(name);
    return this;
  }

  /** How often somebody asked for the name's IPv4 addresses. */
  public synchronized int askedForIpv4(String name) {
    return asked.getOrDefault(new Question(name, A), 0);
  }

  synchronized Optional<Reply> ask(String name, int type) {
    asked.merge(new Question(name, type), 1, Integer::sum);
    int code = failing.getOrDefault(name, 0);
    if (code < 0) {
      return Optional.empty();
    }
    if (code > 0) {
      return Optional.of(new Reply(code, List.of()));
    }
    return Optional.of(
        records.containsKey(name)
            ? new Reply(0, found(name, type))
            : new Reply(NXDOMAIN, List.of()));
  }

  private List<Resource> found(String name, int type) {
    Deque<String> turns = inTurn.get(name);
    if (turns != null && type == A) {
      String address = turns.size() > 1 ? turns.removeFirst() : turns.getFirst();
      return List.of(new Resource(name, A, InetAddress.ofLiteral(address).getAddress()));
    }
    return records.getOrDefault(name, List.of()).stream()
        .flatMap(
            record ->
                record.type() == CNAME
                    ? Stream.concat(Stream.of(record), found(decoded(record), type).stream())
                    : Stream.of(record).filter(found -> found.type() == type))
        .toList();
  }

  private DnsZone add(String name, int type, byte[] data) {
    records.computeIfAbsent(name, _ -> new ArrayList<>()).add(new Resource(name, type, data));
    return this;
  }

  private static byte[] encoded(String name) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (String label : name.split("\\.")) {
      bytes.write(label.length());
      bytes.writeBytes(label.getBytes(StandardCharsets.US_ASCII));
    }
    bytes.write(0);
    return bytes.toByteArray();
  }

  private static String decoded(Resource alias) {
    StringBuilder name = new StringBuilder();
    for (int at = 0; alias.data()[at] != 0; at += alias.data()[at] + 1) {
      name.append(name.isEmpty() ? "" : ".");
      name.append(new String(alias.data(), at + 1, alias.data()[at], StandardCharsets.US_ASCII));
    }
    return name.toString();
  }
}
