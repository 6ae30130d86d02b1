package io.tenantry.bench;

import io.tenantry.bench.load.LoadGenerator;
import io.tenantry.launcher.Http;
import io.tenantry.launcher.Service;
import io.tenantry.registry.bootstrap.PostgresUrl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * A list of 20 products: of 50 and of 1,000 tenants in random order, of one tenant only, and by the
 * same program with tenancy switched off.
 */
final class RequestsScenario implements Scenario {

  /**
   * With tenancy and without: connections of clients are kept for good, which by default they are
   * for a hundred requests, and those to the database are as many as two processors keep busy.
   */
  private static final Map<String, String> SETTINGS =
      Map.of(
          "SERVER_TOMCAT_MAXKEEPALIVEREQUESTS", "-1",
          "SPRING_DATASOURCE_HIKARI_MAXIMUMPOOLSIZE", "8");

  @Override
  public String type() {
    return "default";
  }

  @Override
  public void run(Lab lab, Size size, Report report) {
    int all = size.of(1000, 6);
    List<String> many = IntStream.range(0, all).mapToObj(n -> "tenant" + n).toList();
    List<String> few = many.subList(0, size.of(50, 3));
    List<String> one = many.subList(0, 1);
    MigrationScenario.make(lab, all);
    stock(lab, many);
    Passes passes = new Passes(lab, many);
    Map<String, Map<String, String>> withoutTenancy = passes.withoutTenancy(one.getFirst());
    report.say("%d tenants are there", all);
    try (Service tenancy = lab.startTenantApi("tenant-api", tenancy(lab.url()));
        Service off = lab.startTenantApi("tenant-api-plain", plain(lab, lab.url()));
        LoadGenerator generator = lab.startLoadGenerator()) {
      few.forEach(tenant -> requireOwnProducts(tenancy, tenant, passes));
      double warmUp = size.of(25, 1);
      double seconds = size.of(3, 1);
      int rounds = size.of(15, 1);
      Way of50 = new Way("50", tenancy, passes.headers(few));
      Way of1000 = new Way("1000", tenancy, passes.headers(many));
      Way ofOne = new Way("one", tenancy, passes.headers(one));
      Way plain = new Way("plain", off, withoutTenancy);
      Way plainAgain = new Way("plain_again", off, withoutTenancy);

      // Until neither program gets faster by itself.
      List.of(of50, plain, of50, plain, of50, plain).forEach(way -> way.ask(generator, warmUp));
      compare(List.of(of50, plain, ofOne), rounds, seconds, generator, report);
      report.figure("tenancy_over_plain_50", over(of50, plain));
      report.figure("tenancy_over_plain_one", over(ofOne, plain));
      memory(lab, "app", "backends_megabytes_50", report);

      List.of(of1000, plainAgain, of1000).forEach(way -> way.ask(generator, warmUp));
      compare(List.of(of1000, plainAgain), rounds, seconds, generator, report);
      report.figure("tenants", (Object) all);
      report.figure("tenancy_over_plain_1000", over(of1000, plainAgain));
      memory(lab, "app", "backends_megabytes", report);
      memory(lab, "worker", "backends_megabytes_plain", report);

      new Flood(tenancy, passes.headers(few.subList(1, few.size())), passes.headers(one))
          .run(generator, size, report);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    count(lab, "", RequestsScenario::tenancy, passes.headers(few), size, report);
    count(lab, "_plain", server -> plain(lab, server), withoutTenancy, size, report);
  }

  /** From 50 to 200 products for each, whose SKUs tell whose they are. */
  private static void stock(Lab lab, List<String> tenants) {
    try (Connection connection = lab.plain()) {
      for (int n = 0; n < tenants.size(); n++) {
        RawScript.execute(
            connection,
            """
            INSERT INTO %1$s.product (sku, name, description, category_id, price, currency,
                                      stock_quantity, minimum_stock)
            SELECT '%2$s-' || n, 'Product ' || md5(n::text), 'What it is for, in a few words',
                   1 + n %% 4, n + 0.99, 'EUR', n %% 50, 5
            FROM generate_series(1, %3$d) n
            """
                .formatted(lab.prefix + tenants.get(n), tenants.get(n), 50 + (75 + 37 * n) % 151));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    // Otherwise it would happen by itself while times are taken.
    lab.admin().sql("VACUUM (ANALYZE)").update();
  }

  private static Map<String, String> tenancy(PostgresUrl server) {
    Map<String, String> variables = new HashMap<>(SETTINGS);
    variables.put("TENANTRY_DATABASE_URL", server.jdbcUrl());
    return variables;
  }

  /** The one schema is that of the first tenant, which has as many products as all on average. */
  private static Map<String, String> plain(Lab lab, PostgresUrl server) {
    Map<String, String> variables = new HashMap<>(SETTINGS);
    variables.putAll(lab.withoutTenancy(server, lab.prefix + "tenant0"));
    return variables;
  }

  private static void requireOwnProducts(Service tenancy, String tenant, Passes passes) {
    JsonNode items =
        Http.send(
                tenancy.url(),
                Passes.domain(tenant),
                Way.PATH,
                passes.headers(List.of(tenant)).get(Passes.domain(tenant)),
                "GET",
                null)
            .body()
            .path("items");
    int own = 0;
    for (JsonNode item : items) {
      own += item.path("sku").asString().startsWith(tenant + "-") ? 1 : 0;
    }
    if (own != 20 || items.size() != 20) {
      throw new IllegalStateException(tenant + " got " + items);
    }
  }

  /** In turn, each round beginning with another one. */
  private static void compare(
      List<Way> ways, int rounds, double seconds, LoadGenerator generator, Report report) {
    for (int round = 0; round < rounds; round++) {
      for (int n = 0; n < ways.size(); n++) {
        ways.get((round + n) % ways.size()).measure(generator, seconds);
      }
      report.say(
          "round %d: %s (requests per second, medians so far)",
          round + 1,
          String.join(
              ", ",
              ways.stream()
                  .map(way -> "%s %.0f".formatted(way.name(), way.perSecond().median()))
                  .toList()));
    }
    ways.forEach(way -> way.report(report));
  }

  private static double over(Way way, Way plain) {
    return way.perSecond().over(plain.perSecond());
  }

  private static void memory(Lab lab, String login, String figure, Report report) {
    Backends.megabytes(lab, lab.login(login))
        .ifPresentOrElse(
            megabytes -> report.figure(figure, megabytes),
            () -> report.say("%s: those processes can't be looked at from here", figure));
  }

  /** By applications of their own, since counting takes its time. */
  private static void count(
      Lab lab,
      String suffix,
      Function<PostgresUrl, Map<String, String>> variables,
      Map<String, Map<String, String>> headers,
      Size size,
      Report report) {
    PostgresUrl server = lab.url();
    try (RoundTrips wire = new RoundTrips(server.host(), server.port());
        Service counted =
            lab.startTenantApi(
                "tenant-api-counted" + suffix, variables.apply(lab.through(wire.port())));
        LoadGenerator generator = lab.startLoadGenerator()) {
      Way way = new Way("counted" + suffix, counted, headers);
      way.ask(generator, size.of(5, 1));
      wire.reset();
      double requests = way.ask(generator, size.of(5, 1)).served();
      report.figure("statements_per_request" + suffix, wire.statements() / requests);
      report.figure("round_trips_per_request" + suffix, wire.count() / requests);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
