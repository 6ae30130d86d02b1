package io.tenantry.provisioning.domains.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpAnswerUnitTests {

  @Test
  void readsAsMuchAsTheLengthSays() throws IOException {
    assertThat(read("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabcdef"))
        .isEqualTo(new HttpAnswer(200, "abc"));
  }

  @Test
  void readsToTheEndWhereNoLengthIsGiven() throws IOException {
    assertThat(read("HTTP/1.0 200\nServer: old\n\nabc")).isEqualTo(new HttpAnswer(200, "abc"));
  }

  @Test
  void readsChunks() throws IOException {
    assertThat(
            read(
                "HTTP/1.1 200 OK\r\ntransfer-encoding: Chunked\r\n\r\n"
                    + "2\r\nab\r\n0a;x=y\r\n0123456789\r\n0\r\n\r\n"))
        .isEqualTo(new HttpAnswer(200, "ab0123456789"));
  }

  @Test
  void passesOverWhatComesBeforeTheAnswer() throws IOException {
    assertThat(
            read(
                "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
                    + "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na"))
        .isEqualTo(new HttpAnswer(200, "a"));
  }

  @Test
  void readsNoBodyOfARefusal() throws IOException {
    assertThat(read("HTTP/1.1 404 Not Found\r\nContent-Length: 3\r\n\r\nabc"))
        .isEqualTo(new HttpAnswer(404, ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "SSH-2.0-OpenSSH_9.6\r\n",
        "HTTP/2 200\r\n\r\n",
        "HTTP/1.1 2000 OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 9999999999\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nz\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffff\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nabc\r\n0\r\n\r\n"
      })
  void refusesWhatIsNotHttp(String text) {
    assertThatExceptionOfType(HttpAnswer.UnreadableException.class).isThrownBy(() -> read(text));
  }

  private static HttpAnswer read(String text) throws IOException {
    return HttpAnswer.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)));
  }
}
