package io.tenantry.provisioning.domains.verification;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;

/** What comes in from a socket, until the time is over or there is too much of it. */
final class BoundedInput extends InputStream {

  private final Socket socket;
  private final InputStream input;
  private final Deadline deadline;
  private int left;

  BoundedInput(Socket socket, Deadline deadline, int maxBytes) throws IOException {
    this.socket = socket;
    this.input = socket.getInputStream();
    this.deadline = deadline;
    this.left = maxBytes;
  }

  /** There is more than anybody wants to read. */
  static final class TooLongException extends IOException {}

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  /** Sets the time-out anew before each read: one alone would let a server drip for ever. */
  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    socket.setSoTimeout(deadline.millisLeft());
    int count = input.read(bytes, offset, Math.min(length, left + 1));
    left -= Math.max(count, 0);
    if (left < 0) {
      throw new TooLongException();
    }
    return count;
  }
}
