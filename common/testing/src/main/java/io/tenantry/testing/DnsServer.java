package io.tenantry.testing;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * A DNS server on a loopback port, for tests: answers what {@link DnsZone} knows over UDP, and over
 * TCP what is too long for that, as resolvers do.
 */
public final class DnsServer implements AutoCloseable {

  private static final int MOST_UDP_BYTES = 512;
  private static final int TRIES = 20;

  private final DnsZone zone = new DnsZone();
  private final DatagramSocket udp;
  private final ServerSocket tcp;

  private DnsServer(DatagramSocket udp, ServerSocket tcp) {
    this.udp = udp;
    this.tcp = tcp;
    Thread.ofVirtual().start(this::serveUdp);
    Thread.ofVirtual().start(this::serveTcp);
  }

  /** A server that knows no name yet. */
  public static DnsServer start() {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    for (int tries = 1; ; tries++) {
      try {
        ServerSocket tcp = new ServerSocket(0, 50, loopback);
        try {
          return new DnsServer(new DatagramSocket(tcp.getLocalPort(), loopback), tcp);
        } catch (IOException e) {
          tcp.close();
          throw e;
        }
      } catch (IOException e) {
        if (tries == TRIES) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  /** What it answers. */
  public DnsZone zone() {
    return zone;
  }

  /** Where it is, as {@code host:port}. */
  public String address() {
    return "127.0.0.1:" + udp.getLocalPort();
  }

  @Override
  public void close() {
    udp.close();
    try {
      tcp.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void serveUdp() {
    byte[] buffer = new byte[MOST_UDP_BYTES];
    while (!udp.isClosed()) {
      try {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        udp.receive(packet);
        Optional<byte[]> answer = answer(Arrays.copyOf(buffer, packet.getLength()), MOST_UDP_BYTES);
        if (answer.isPresent()) {
          byte[] bytes = answer.get();
          udp.send(new DatagramPacket(bytes, bytes.length, packet.getSocketAddress()));
        }
      } catch (IOException e) {
        // Closed, or the asker is gone: the loop looks which.
      }
    }
  }

  private void serveTcp() {
    while (!tcp.isClosed()) {
      try (Socket client = tcp.accept()) {
        DataInputStream input = new DataInputStream(client.getInputStream());
        byte[] query = input.readNBytes(input.readUnsignedShort());
        Optional<byte[]> answer = answer(query, Integer.MAX_VALUE);
        if (answer.isPresent()) {
          DataOutputStream output = new DataOutputStream(client.getOutputStream());
          output.writeShort(answer.get().length);
          output.write(answer.get());
        }
      } catch (IOException e) {
        // As above.
      }
    }
  }

  /** Empty where the zone keeps silent. */
  private Optional<byte[]> answer(byte[] query, int longest) {
    int end = 12;
    StringBuilder name = new StringBuilder();
    while (query[end] != 0) {
      name.append(name.isEmpty() ? "" : ".")
          .append(new String(query, end + 1, query[end], StandardCharsets.US_ASCII));
      end += query[end] + 1;
    }
    end += 5;
    Optional<DnsZone.Reply> found = zone.ask(name.toString(), query[end - 3]);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    DnsZone.Reply reply = found.get();
    ByteArrayOutputStream records = new ByteArrayOutputStream();
    reply.records().forEach(record -> records.writeBytes(record.bytes()));
    boolean cut = end + records.size() > longest;
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    answer.write(query, 0, 2);
    answer.write(cut ? 0x83 : 0x81);
    answer.write(0x80 | reply.code());
    int count = cut ? 0 : reply.records().size();
    answer.writeBytes(new byte[] {0, 1, 0, (byte) count, 0, 0, 0, 0});
    answer.write(query, 12, end - 12);
    if (!cut) {
      answer.writeBytes(records.toByteArray());
    }
    return Optional.of(answer.toByteArray());
  }
}
