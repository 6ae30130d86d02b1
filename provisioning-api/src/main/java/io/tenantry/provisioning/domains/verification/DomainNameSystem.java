package io.tenantry.provisioning.domains.verification;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Hashtable;
import java.util.List;
import javax.naming.CommunicationException;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.OperationNotSupportedException;
import javax.naming.ServiceUnavailableException;
import javax.naming.directory.Attribute;
import javax.naming.directory.DirContext;
import javax.naming.spi.NamingManager;
import org.springframework.stereotype.Component;

/**
 * Asks DNS by the JDK's own client: it takes a server and time-outs and needs no library. {@link
 * InetAddress} would do neither, and has a cache and a hosts file besides.
 */
@Component
class DomainNameSystem {

  private static final int TRIES = 2;
  private static final int HIGHEST_PORT = 65_535;

  private final Hashtable<String, String> environment = new Hashtable<>();

  DomainNameSystem(VerificationProperties settings) {
    environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
    environment.put(Context.PROVIDER_URL, url(settings.dnsServer()));
    environment.put(
        "com.sun.jndi.dns.timeout.initial", Long.toString(settings.dnsTimeout().toMillis()));
    environment.put("com.sun.jndi.dns.timeout.retries", Integer.toString(TRIES));
  }

  private static String url(String server) {
    if (server.isEmpty()) {
      return "dns:";
    }
    String url = "dns://" + server;
    try {
      URI parsed = new URI(url);
      if (parsed.getHost() != null
          && parsed.getPort() <= HIGHEST_PORT
          && server.equals(parsed.getAuthority())
          && parsed.getUserInfo() == null) {
        return url;
      }
    } catch (URISyntaxException e) {
      // Told below, like everything that is no server.
    }
    throw new IllegalArgumentException(
        "tenantry.domains.dns-server must be host, host:port or [address]:port, not " + server);
  }

  /**
   * The values of the TXT records of a name, without spaces and quotes: the client puts spaces
   * between the strings of one record, and quotes around those that contain some.
   *
   * @throws NoProofException if the name does not exist, or nobody can tell
   */
  List<String> texts(String name) throws NoProofException {
    return records(name, "TXT").stream().map(text -> text.replaceAll("[\" ]", "")).toList();
  }

  /**
   * All addresses of a name, those of IPv4 first.
   *
   * @throws NoProofException if it has none, or nobody can tell
   */
  List<InetAddress> addresses(String name) throws NoProofException {
    List<InetAddress> found = new ArrayList<>();
    for (String text : records(name, "A")) {
      found.add(Inet4Address.ofLiteral(text));
    }
    for (String text : records(name, "AAAA")) {
      // An IPv4 address in the clothes of an IPv6 one comes out as what it is.
      if (!(InetAddress.ofLiteral(text) instanceof Inet6Address address)) {
        throw new NoProofException(name + " has an IPv6 address that is none: " + text);
      }
      found.add(address);
    }
    if (found.isEmpty()) {
      throw new NoProofException(name + " has no address");
    }
    return found;
  }

  private List<String> records(String name, String type) throws NoProofException {
    try {
      // Not by InitialContext, which would follow a name that looks like the URL of something else.
      var dns = (DirContext) NamingManager.getInitialContext(environment);
      try {
        Attribute attribute = dns.getAttributes(name, new String[] {type}).get(type);
        return attribute == null
            ? List.of()
            : Collections.list(attribute.getAll()).stream().map(Object::toString).toList();
      } finally {
        dns.close();
      }
    } catch (NamingException e) {
      throw new NoProofException(name + ": " + reason(e), e);
    }
  }

  private static String reason(NamingException e) {
    return switch (e) {
      case NameNotFoundException _ -> "there is no such name (NXDOMAIN)";
      case ServiceUnavailableException _ -> "its DNS server failed (SERVFAIL)";
      case OperationNotSupportedException _ -> "the DNS server refused to answer (REFUSED)";
      case CommunicationException c when c.getRootCause() instanceof SocketTimeoutException ->
          "no DNS server answered in time";
      case CommunicationException _ -> "no DNS server could be asked";
      default -> "DNS gave no usable answer";
    };
  }
}
