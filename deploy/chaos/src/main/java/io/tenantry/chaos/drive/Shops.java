package io.tenantry.chaos.drive;

import io.tenantry.chaos.check.Violations;
import io.tenantry.chaos.model.Outcome;
import io.tenantry.chaos.model.TenantModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What owners do in their shops. Each shop's products bear its tenant's id, so that another's show,
 * and those that were accepted have to stay.
 */
public final class Shops {

  private static final String PASSWORD = "the password of all owners";
  private static final String LINK = "://%s(?::[0-9]+)?/invitation\\.html#([A-Za-z0-9_-]+)";
  private static final int MOST_SHOPS = 12;
  private static final int MOST_PRODUCTS = 15;

  private final Requests requests;
  private final List<Path> logs;
  private final Violations violations;
  private final Tally tally;
  private final Map<UUID, Shop> shops = new ConcurrentHashMap<>();

  public Shops(Requests requests, List<Path> logs, Violations violations, Tally tally) {
    this.requests = requests;
    this.logs = logs;
    this.violations = violations;
    this.tally = tally;
  }

  /** One request of the owner's; the first ones let him in. */
  void trade(TenantModel tenant, URI instance, RandomGenerator random) {
    if (shops.size() >= MOST_SHOPS && !shops.containsKey(tenant.id())) {
      return;
    }
    Shop shop = shops.computeIfAbsent(tenant.id(), Shop::new);
    String host = Visitor.host(tenant.schemaName().possible().getLast());
    synchronized (shop) {
      if (shop.token.isEmpty()) {
        logIn(shop, instance, host);
      } else if (shop.asked < MOST_PRODUCTS && random.nextBoolean()) {
        sell(shop, instance, host);
      } else {
        look(shop, instance, host);
      }
    }
  }

  /** In the end: what every shop has, whichever instance is asked; false if one gave no answer. */
  public boolean lookAtAll(List<TenantModel> tenants, URI instance) {
    boolean all = true;
    for (TenantModel tenant : tenants) {
      Shop shop = shops.get(tenant.id());
      if (shop != null && !shop.token.isEmpty() && tenant.isServed()) {
        all &= look(shop, instance, Visitor.host(tenant.schemaName().possible().getLast()));
      }
    }
    return all;
  }

  private void logIn(Shop shop, URI instance, String host) {
    Map<String, String> body = Map.of("email", Api.OWNER, "password", PASSWORD);
    Outcome outcome = requests.post(shop.tenant, instance, host, "/api/login", Map.of(), body);
    if (outcome instanceof Outcome.Done answer) {
      tally.count("log-in");
      shop.token = answer.body().path("accessToken").asString();
    } else if (outcome instanceof Outcome.Refused answer && answer.status() == 401) {
      link(host)
          .ifPresent(
              token ->
                  requests.post(
                      shop.tenant,
                      instance,
                      host,
                      "/api/invitations/accept",
                      Map.of(),
                      Map.of("token", token, "password", PASSWORD)));
    }
  }

  private Optional<String> link(String host) {
    Pattern link = Pattern.compile(LINK.formatted(Pattern.quote(host)));
    return logs.stream()
        .flatMap(
            log -> {
              Matcher links = link.matcher(text(log));
              return links.results().map(found -> found.group(1)).toList().stream();
            })
        .reduce((first, second) -> second);
  }

  private static String text(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void sell(Shop shop, URI instance, String host) {
    String sku = shop.tenant + "-" + shop.asked++;
    Map<String, Object> product = Map.of("sku", sku, "name", "Part", "price", 1);
    Outcome outcome =
        requests.post(shop.tenant, instance, host, "/api/products", shop.headers(), product);
    if (outcome instanceof Outcome.Done) {
      tally.count("sell");
      shop.kept.add(sku);
    } else {
      tally.count("sell (not answered)");
    }
  }

  private boolean look(Shop shop, URI instance, String host) {
    List<String> before = List.copyOf(shop.kept);
    Outcome outcome =
        requests.get(shop.tenant, instance, host, "/api/products?size=100", shop.headers());
    if (!(outcome instanceof Outcome.Done answer)) {
      tally.count("look at products (not answered)");
      return false;
    }
    tally.count("look at products");
    List<String> skus =
        answer.body().path("items").valueStream().map(item -> item.path("sku").asString()).toList();
    skus.stream()
        .filter(sku -> !sku.startsWith(shop.tenant.toString()))
        .forEach(sku -> violations.add("foreign-data", shop.tenant + " was shown " + sku));
    before.stream()
        .filter(sku -> !skus.contains(sku))
        .forEach(sku -> violations.add("lost-data", shop.tenant + " has lost " + sku));
    return true;
  }

  private static final class Shop {

    private final UUID tenant;
    private final Set<String> kept = ConcurrentHashMap.newKeySet();
    private String token = "";
    private int asked;

    Shop(UUID tenant) {
      this.tenant = tenant;
    }

    Map<String, String> headers() {
      return Map.of("Authorization", "Bearer " + token);
    }
  }
}
