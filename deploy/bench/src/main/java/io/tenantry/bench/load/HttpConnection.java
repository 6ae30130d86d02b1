package io.tenantry.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * HTTP/1.1 with as little work as it takes: on a machine that runs everything, a client of many
 * features would take as much of it as what is measured.
 */
public final class HttpConnection implements AutoCloseable {

  private static final int TIMEOUT_MILLIS = 30_000;

  private final int port;
  private final byte[] buffer = new byte[1 << 16];
  private Socket socket;
  private int start;
  private int end;

  /** Connects to that port of this machine. */
  public HttpConnection(int port) throws IOException {
    this.port = port;
    this.socket = open(port);
  }

  private static Socket open(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    return socket;
  }

  /** Sends a request, reads the whole answer, tells its status. */
  public int exchange(byte[] request) throws IOException {
    socket.getOutputStream().write(request);
    int status = Integer.parseInt(line().substring(9, 12));
    int length = 0;
    boolean chunked = false;
    boolean last = false;
    for (String header = line(); !header.isEmpty(); header = line()) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(lower.substring(15).strip());
      } else if (lower.startsWith("transfer-encoding:")) {
        chunked = lower.endsWith("chunked");
      } else if (lower.startsWith("connection:")) {
        last = lower.endsWith("close");
      }
    }
    if (chunked) {
      skipChunks();
    } else {
      skip(length);
    }
    if (last) {
      socket.close();
      start = 0;
      end = 0;
      socket = open(port);
    }
    return status;
  }

  private void skipChunks() throws IOException {
    for (int size = chunk(); size > 0; size = chunk()) {
      skip(size + 2);
    }
    line();
  }

  private int chunk() throws IOException {
    return Integer.parseInt(line(), 16);
  }

  private void skip(int count) throws IOException {
    int left = count;
    while (left > end - start) {
      left -= end - start;
      start = end;
      fill();
    }
    start += left;
  }

  private String line() throws IOException {
    for (int at = start; ; at++) {
      if (at == end) {
        int scanned = at - start;
        fill();
        at = start + scanned;
      }
      if (buffer[at] == '\n') {
        String line = new String(buffer, start, at - 1 - start, StandardCharsets.ISO_8859_1);
        start = at + 1;
        return line;
      }
    }
  }

  /** Keeps what was not read yet, at the start. */
  private void fill() throws IOException {
    System.arraycopy(buffer, start, buffer, 0, end - start);
    end -= start;
    start = 0;
    int read = socket.getInputStream().read(buffer, end, buffer.length - end);
    if (read <= 0) {
      throw new EOFException("the server closed the connection");
    }
    end += read;
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
