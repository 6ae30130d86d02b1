package io.tenantry.provisioning;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import tools.jackson.databind.json.JsonMapper;

/** As much of an OpenID Connect provider as a log-in needs: who has a code, logs in. */
final class IdentityProvider implements AutoCloseable {

  private final HttpServer server;
  private final RSAKey key;
  private final Map<String, Map<String, Object>> codes = new ConcurrentHashMap<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private volatile String silent = "";

  private IdentityProvider(HttpServer server, RSAKey key) {
    this.server = server;
    this.key = key;
  }

  static IdentityProvider start() throws IOException, JOSEException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    var provider = new IdentityProvider(server, new RSAKeyGenerator(2048).keyID("k").generate());
    server.createContext("/.well-known/openid-configuration", provider::describe);
    server.createContext("/keys", provider::keys);
    server.createContext("/token", provider::token);
    server.createContext("/userinfo", provider::user);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    return provider;
  }

  String issuer() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** A code that logs in whom the claims describe. */
  String codeFor(Map<String, Object> claims, String nonce) {
    String code = UUID.randomUUID().toString();
    Map<String, Object> all = new HashMap<>(claims);
    all.put("nonce", nonce);
    codes.put(code, all);
    return code;
  }

  private void describe(HttpExchange exchange) throws IOException {
    answer(
        exchange,
        Map.of(
            "issuer",
            issuer(),
            "authorization_endpoint",
            issuer() + "/authorize",
            "token_endpoint",
            issuer() + "/token",
            "jwks_uri",
            issuer() + "/keys",
            "userinfo_endpoint",
            issuer() + "/userinfo",
            "response_types_supported",
            List.of("code"),
            "subject_types_supported",
            List.of("public"),
            "id_token_signing_alg_values_supported",
            List.of("RS256")));
  }

  private void keys(HttpExchange exchange) throws IOException {
    answer(exchange, new JWKSet(key.toPublicJWK()).toJSONObject());
  }

  private void user(HttpExchange exchange) throws IOException {
    answer(exchange, Map.of("sub", "subject"));
  }

  private void token(HttpExchange exchange) throws IOException {
    String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String code =
        List.of(form.split("&")).stream()
            .filter(field -> field.startsWith("code="))
            .map(field -> field.substring("code=".length()))
            .findFirst()
            .orElseThrow();
    answer(
        exchange,
        Map.of(
            "access_token",
            "access",
            "token_type",
            "Bearer",
            "expires_in",
            60,
            "id_token",
            idToken(codes.remove(code))));
  }

  private String idToken(Map<String, Object> claims) {
    var set =
        new JWTClaimsSet.Builder()
            .issuer(issuer())
            .audience("tenantry")
            .subject("subject")
            .issueTime(Date.from(Instant.now()))
            .expirationTime(Date.from(Instant.now().plusSeconds(60)));
    claims.forEach(set::claim);
    var token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), set.build());
    try {
      token.sign(new RSASSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    return token.serialize();
  }

  private void answer(HttpExchange exchange, Map<String, Object> body) throws IOException {
    if (exchange.getRequestURI().getPath().equals(silent)) {
      waitForTheEnd();
    }
    byte[] bytes = JsonMapper.shared().writeValueAsBytes(body);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  /** From now on it takes what is asked there, and never answers; no path ends that. */
  void keepSilentAt(String path) {
    silent = path;
  }

  private void waitForTheEnd() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    end.countDown();
    server.stop(0);
  }
}
