package io.tenantry.provisioning.domains.verification;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A web server's answer.
 *
 * @param body empty unless the status is 200
 */
record HttpAnswer(int status, String body) {

  private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] ([1-5]\\d\\d)(?: .*)?");
  private static final Pattern LENGTH = Pattern.compile("\\d{1,9}");
  private static final Pattern CHUNK = Pattern.compile("([0-9A-Fa-f]{1,7})[ \\t]*(?:;.*)?");

  /** This is not HTTP. */
  static final class UnreadableException extends IOException {}

  /**
   * @param input bounded, as this reads on until the answer ends
   * @throws UnreadableException if it is not HTTP
   */
  static HttpAnswer read(InputStream input) throws IOException {
    int status;
    Headers headers;
    do {
      status = Integer.parseInt(matched(STATUS_LINE, line(input)).group(1));
      headers = Headers.read(input);
    } while (status < 200);
    return new HttpAnswer(status, status == 200 ? body(input, headers) : "");
  }

  private static String body(InputStream input, Headers headers) throws IOException {
    byte[] bytes;
    if (!headers.coding.isEmpty()) {
      bytes = chunks(input, headers.coding);
    } else if (headers.length.isEmpty()) {
      bytes = input.readAllBytes();
    } else {
      bytes = exactly(input, Integer.parseInt(matched(LENGTH, headers.length).group()));
    }
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static byte[] chunks(InputStream input, String coding) throws IOException {
    if (!coding.equals("chunked")) {
      throw new UnreadableException();
    }
    var body = new ByteArrayOutputStream();
    int size;
    while ((size = Integer.parseInt(matched(CHUNK, line(input)).group(1), 16)) > 0) {
      body.writeBytes(exactly(input, size));
      if (!line(input).isEmpty()) {
        throw new UnreadableException();
      }
    }
    return body.toByteArray();
  }

  private static byte[] exactly(InputStream input, int length) throws IOException {
    byte[] bytes = input.readNBytes(length);
    if (bytes.length < length) {
      throw new UnreadableException();
    }
    return bytes;
  }

  private static String line(InputStream input) throws IOException {
    var line = new ByteArrayOutputStream();
    int next;
    while ((next = input.read()) != '\n') {
      if (next < 0) {
        throw new UnreadableException();
      }
      line.write(next);
    }
    String text = line.toString(StandardCharsets.ISO_8859_1);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  private static Matcher matched(Pattern pattern, String text) throws UnreadableException {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.matches()) {
      throw new UnreadableException();
    }
    return matcher;
  }

  /** What the headers say of the body; empty for nothing. */
  private record Headers(String length, String coding) {

    static Headers read(InputStream input) throws IOException {
      String length = "";
      String coding = "";
      String line;
      while (!(line = line(input)).isEmpty()) {
        int colon = line.indexOf(':');
        String name = colon < 0 ? "" : line.substring(0, colon).toLowerCase(Locale.ROOT);
        String value = line.substring(colon + 1).strip();
        if (name.equals("content-length")) {
          length = value;
        } else if (name.equals("transfer-encoding")) {
          coding = value.toLowerCase(Locale.ROOT);
        }
      }
      return new Headers(length, coding);
    }
  }
}
