package io.tenantry.techstore.repairs.web;

import io.tenantry.techstore.languages.Languages;
import io.tenantry.techstore.repairs.OrderStatus;
import io.tenantry.techstore.repairs.OrderStatus.Step;
import io.tenantry.techstore.repairs.RepairState;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Base64;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/** How a repair goes, as a page without scripts. All that is filled in is escaped. */
@Component
class StatusPage {

  private static final String STYLE =
      """
      :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
      body { margin: 0; background: light-dark(#f3f5f8, #14171c); color: light-dark(#1c2330, #e6e9ef); }
      main { max-width: 32rem; margin: 8vh auto; padding: 2rem; border-radius: 1rem;
             background: light-dark(#fff, #1e232b); box-shadow: 0 .5rem 2rem #0002; }
      .shop { margin: 0; color: light-dark(#5b6577, #9aa5b8); }
      h1 { margin: .25rem 0 1rem; font-size: 1.6rem; overflow-wrap: anywhere; }
      .state { display: inline-block; margin: 0; padding: .3rem .9rem; border-radius: 2rem;
               font-weight: 600; background: #2f6fed; color: #fff; }
      .READY, .DELIVERED { background: #1b7f4b; }
      .WAITING_FOR_PARTS { background: #9a5b00; }
      .CANCELLED { background: #a3283a; }
      dl { display: grid; grid-template-columns: auto 1fr; gap: .3rem 1rem; margin: 1.5rem 0; }
      dt { color: light-dark(#5b6577, #9aa5b8); }
      dd { margin: 0; }
      h2 { font-size: 1rem; margin: 0 0 .5rem; }
      ol { margin: 0; padding: 0; list-style: none; border-left: 2px solid #2f6fed; }
      li { padding: .2rem 0 .2rem 1rem; }
      li time { color: light-dark(#5b6577, #9aa5b8); }
      """;

  /** Nothing but the page itself and its own style. */
  static final String POLICY =
      "default-src 'none'; style-src '"
          + hash(STYLE)
          + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final String PAGE =
      """
      <!doctype html>
      <html lang="%s">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="robots" content="noindex">
      <title>%s · %s</title>
      <style>%s</style>
      </head>
      <body>
      <main>
      <p class="shop">%s</p>
      %s</main>
      </body>
      </html>
      """;
  private static final String UNKNOWN =
      """
      <h1>%s</h1>
      <p>%s</p>
      """;
  private static final String STATUS =
      """
      <h1>%s</h1>
      <p class="state %s">%s</p>
      <dl>
      %s</dl>
      <h2>%s</h2>
      <ol>
      %s</ol>
      """;
  private static final String DATE = "<dt>%s</dt><dd><time datetime=\"%s\">%s</time></dd>\n";
  private static final String STEP = "<li>%s <time datetime=\"%s\">%s</time></li>\n";

  private final Languages languages;

  StatusPage(Languages languages) {
    this.languages = languages;
  }

  String of(String shop, OrderStatus status, Locale language) {
    String steps =
        status.steps().stream().map(step -> step(step, language)).collect(Collectors.joining());
    return page(
        shop,
        STATUS.formatted(
            escape(status.device()),
            status.state(),
            word(status.state(), language),
            dates(status, language),
            say("Course of the repair", language),
            steps),
        language);
  }

  String unknown(String shop, Locale language) {
    return page(
        shop,
        UNKNOWN.formatted(
            say("Unknown code", language),
            say("Check that the whole address was copied, or ask the shop.", language)),
        language);
  }

  private String page(String shop, String content, Locale language) {
    return PAGE.formatted(
        language.toLanguageTag(),
        say("Repair status", language),
        escape(shop),
        STYLE,
        escape(shop),
        content);
  }

  private String dates(OrderStatus status, Locale language) {
    LocalDate promised = status.promisedFor();
    return date("Received on", day(status.receivedAt()), language)
        + date("Last change", day(status.updatedAt()), language)
        + (promised == null ? "" : date("Promised for", promised, language));
  }

  private String date(String what, LocalDate day, Locale language) {
    return DATE.formatted(say(what, language), day, written(day, language));
  }

  private String step(Step step, Locale language) {
    LocalDate day = day(step.at());
    return STEP.formatted(word(step.state(), language), day, written(day, language));
  }

  private String word(RepairState state, Locale language) {
    return say(
        switch (state) {
          case RECEIVED -> "Received";
          case DIAGNOSED -> "Diagnosed";
          case WAITING_FOR_PARTS -> "Waiting for parts";
          case IN_REPAIR -> "In repair";
          case READY -> "Ready to be collected";
          case DELIVERED -> "Delivered";
          case CANCELLED -> "Cancelled";
        },
        language);
  }

  private String say(String english, Locale language) {
    return escape(languages.say(english, language));
  }

  private static LocalDate day(Instant moment) {
    return LocalDate.ofInstant(moment, ZoneOffset.UTC);
  }

  private static String written(LocalDate day, Locale language) {
    return escape(
        DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(language).format(day));
  }

  private static String escape(String text) {
    return HtmlUtils.htmlEscape(text, StandardCharsets.UTF_8.name());
  }

  private static String hash(String style) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
