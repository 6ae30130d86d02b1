package io.tenantry.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Hashtable;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.InitialDirContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DnsServerTests {

  private final DnsServer server = DnsServer.start();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void answersWhatItWasTold() throws NamingException {
    server
        .zone()
        .txt("a.example", "one", "two")
        .address("a.example", "192.0.2.1")
        .address("a.example", "2001:db8::1")
        .cname("b.example", "a.example");

    assertThat(ask("b.example", "TXT").get()).isEqualTo("one two");
    assertThat(ask("b.example", "A").get()).isEqualTo("192.0.2.1");
    assertThat(ask("a.example", "AAAA").get()).isEqualTo("2001:db8::1");
    assertThat(server.zone().askedForIpv4("b.example")).isEqualTo(1);
  }

  @Test
  void goesOverToTcpForLongAnswers() throws NamingException {
    for (int record = 0; record < 5; record++) {
      server.zone().txt("long.example", record + "x".repeat(200));
    }

    assertThat(ask("long.example", "TXT").size()).isEqualTo(5);
  }

  @Test
  void forgetsWhatIsRemoved() throws NamingException {
    server.zone().inTurn("a.example", "192.0.2.1", "192.0.2.2");
    assertThat(ask("a.example", "A").get()).isEqualTo("192.0.2.1");
    assertThat(ask("a.example", "A").get()).isEqualTo("192.0.2.2");
    assertThat(ask("a.example", "A").get()).isEqualTo("192.0.2.2");

    server.zone().remove("a.example");

    assertThatExceptionOfType(NameNotFoundException.class).isThrownBy(() -> ask("a.example", "A"));
  }

  private Attribute ask(String name, String type) throws NamingException {
    var environment = new Hashtable<String, String>();
    environment.put("java.naming.factory.initial", "com.sun.jndi.dns.DnsContextFactory");
    environment.put("java.naming.provider.url", "dns://" + server.address());
    var context = new InitialDirContext(environment);
    try {
      return context.getAttributes(name, new String[] {type}).get(type);
    } finally {
      context.close();
    }
  }
}
