package io.tenantry.launcher;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Shows the product at work on a running installation, and checks all that it shows. */
final class Tour {

  private static final String BENCHES = "/api/benches";
  private static final String PRODUCTS = "/api/products";

  private final Services services;
  private final boolean workshops;
  private final Transcript transcript;
  private final SignUps signUps;
  private final String password = UUID.randomUUID().toString();
  private final ShopOwner owner;
  private final Map<String, String> tokens = new HashMap<>();

  /**
   * @param workshops whether tenants of the sample's second type can sign up
   */
  Tour(Services services, String key, boolean workshops, Transcript transcript) {
    this.services = services;
    this.workshops = workshops;
    this.transcript = transcript;
    this.signUps = new SignUps(services.provisioning(), services.worker(), key);
    this.owner = new ShopOwner(services.tenants(), password);
  }

  void run() {
    List<Shop> shops = signUp();
    logIn(shops);
    long lastId = fill(shops);
    list(shops);
    lookAround(shops, lastId);
    repair(shops, lastId);
    if (workshops) {
      showAnotherType(shops.getFirst());
    }
  }

  private List<Shop> signUp() {
    transcript.head("Three shops sign up    POST /api/v1/tenants, Prefer: wait=30");
    signUps.awaitKey();
    List<Shop> shops = new ArrayList<>();
    while (shops.size() < Product.SHELVES.size()) {
      shops.add(next(Trade.SHOP));
    }
    return shops;
  }

  private Shop next(Trade trade) {
    Shop shop = signUps.next(trade);
    transcript.row(
        shop.name(),
        "%s after %4d ms    %s".formatted(shop.status(), shop.took().toMillis(), shop.url()));
    transcript.expect("ACTIVE".equals(shop.status()), shop.name() + " is active");
    JsonNode self = get(shop.domain(), "/").body();
    transcript.expect(
        self.toString().contains(shop.name()), shop.domain() + " answers as " + shop.name());
    return shop;
  }

  private void logIn(List<Shop> shops) {
    transcript.head("Their owners are invited and log in    POST /api/login");
    Http.Answer stranger = get(shops.getFirst().domain(), PRODUCTS);
    transcript.row(
        shops.getFirst().domain(),
        "GET %s  ->  %d %s"
            .formatted(
                PRODUCTS, stranger.status(), stranger.body().path("type").asString("nothing")));
    transcript.expect(stranger.status() == 401, "nobody sees products without a log-in");
    for (Shop shop : shops) {
      logIn(shop);
    }
    transcript.row("their password", password);
    String token = tokens.get(shops.getFirst().domain());
    Http.Answer elsewhere = send(shops.get(1).domain(), PRODUCTS, "GET", null, token);
    transcript.row(
        shops.get(1).domain(), "with the token of the first shop  ->  " + elsewhere.status());
    transcript.expect(elsewhere.status() == 401, "a token is good in its own shop only");
  }

  private void logIn(Shop shop) {
    owner.logIn(shop.domain(), shop.owner()).ifPresent(token -> tokens.put(shop.domain(), token));
    Http.Answer me = get(shop.domain(), "/api/users/me");
    transcript.row(
        shop.domain(), shop.owner() + " is " + me.body().path("role").asString("nobody"));
    transcript.expect(
        me.body().path("role").asString("").equals("owner"), shop.owner() + " is logged in");
  }

  private void showAnotherType(Shop shop) {
    transcript.head("A workshop is a tenant of another type    \"type\": \"workshop\"");
    Shop workshop = next(Trade.WORKSHOP);
    logIn(workshop);
    Http.Answer benches = get(workshop.domain(), BENCHES);
    String bench = benches.body().path("items").path(0).path("name").asString("");
    transcript.row(
        workshop.domain(), "GET %s  ->  %d %s".formatted(BENCHES, benches.status(), bench));
    transcript.expect(
        benches.status() == 200 && !bench.isEmpty(), workshop.domain() + " has benches");
    expectAnswer(shop.domain(), BENCHES, 404);
  }

  /** The id of the product that only the first shop has. */
  private long fill(List<Shop> shops) {
    long idOfFirst = 0;
    for (int i = shops.size() - 1; i >= 0; i--) {
      String domain = shops.get(i).domain();
      for (Product product : Product.SHELVES.get(i)) {
        Http.Answer answer = send(domain, PRODUCTS, "POST", product.toJson(), tokens.get(domain));
        transcript.expect(
            answer.status() == 201,
            "%s takes %s (it said %d %s)"
                .formatted(domain, product.sku(), answer.status(), answer.body()));
        idOfFirst = answer.body().path("id").asLong(0);
      }
    }
    return idOfFirst;
  }

  private void list(List<Shop> shops) {
    transcript.head("Each has products of its own    GET /api/products");
    for (int i = 0; i < shops.size(); i++) {
      Http.Answer answer = get(shops.get(i).domain(), PRODUCTS);
      List<String> names = new ArrayList<>();
      for (JsonNode item : answer.body().path("items")) {
        names.add("%s %.2f".formatted(item.path("sku").asString(), item.path("price").asDouble()));
      }
      transcript.row(shops.get(i).domain(), String.join(", ", names));
      List<String> own =
          Product.SHELVES.get(i).stream()
              .map(product -> "%s %.2f".formatted(product.sku(), product.price()))
              .toList();
      transcript.expect(
          names.size() == own.size() && names.containsAll(own),
          shops.get(i).domain() + " lists exactly " + own);
    }
  }

  private void repair(List<Shop> shops, long part) {
    String domain = shops.get(0).domain();
    String token = tokens.get(domain);
    // Without one it has been said already.
    if (token != null) {
      new RepairTour(services.tenants(), domain, token, transcript)
          .run(part, shops.get(1).domain());
    }
  }

  private void lookAround(List<Shop> shops, long id) {
    transcript.head("And nobody sees another's");
    String path = PRODUCTS + "/" + id;
    expectAnswer(shops.get(0).domain(), path, 200);
    expectAnswer(shops.get(1).domain(), path, 404);
    expectAnswer(shops.get(2).domain(), path, 404);
    String base = shops.get(0).domain().replaceFirst("^[^.]+", "nobody");
    expectAnswer(base, "/", 404);
  }

  private void expectAnswer(String domain, String path, int status) {
    Http.Answer answer = get(domain, path);
    String told = answer.body().path(status == 200 ? "sku" : "type").asString("");
    transcript.row(domain, "GET %s  ->  %d %s".formatted(path, answer.status(), told));
    transcript.expect(
        answer.status() == status && !told.isEmpty(),
        "%s answers %d to GET %s".formatted(domain, status, path));
  }

  private Http.Answer get(String domain, String path) {
    return send(domain, path, "GET", null, tokens.get(domain));
  }

  private Http.Answer send(
      String domain, String path, String method, @Nullable Object body, @Nullable String token) {
    Map<String, String> headers =
        token == null ? Map.of() : Map.of("Authorization", "Bearer " + token);
    return Http.send(services.tenants().url(), domain, path, headers, method, body);
  }
}
