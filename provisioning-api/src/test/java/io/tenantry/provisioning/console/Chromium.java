package io.tenantry.provisioning.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.ScreenshotAnimations;
import io.tenantry.testing.ChromiumProgram;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A real browser without a window, which remembers what it should not have had to. */
final class Chromium implements AutoCloseable {

  private static final int WIDTH = 1280;
  private static final int HEIGHT = 860;
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");
  private static final Set<String> GRAVE = Set.of("serious", "critical");

  private final Playwright playwright;
  private final com.microsoft.playwright.Browser browser;
  private final Page page;
  private final List<String> troubles = new ArrayList<>();

  private Chromium(Path program, String home) {
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(program)
                    .setArgs(ChromiumProgram.FLAGS));
    BrowserContext context =
        browser.newContext(
            new com.microsoft.playwright.Browser.NewContextOptions()
                .setBaseURL(home)
                // A colour that is on its way to another is neither's.
                .setReducedMotion(ReducedMotion.REDUCE)
                .setViewportSize(WIDTH, HEIGHT));
    page = context.newPage();
    page.onConsoleMessage(this::remember);
    page.onPageError(error -> troubles.add("script: " + error));
    page.onRequest(
        request -> {
          URI address = URI.create(request.url());
          if (!"localhost".equals(address.getHost()) && !"data".equals(address.getScheme())) {
            troubles.add("request to " + address);
          }
        });
  }

  static Chromium start(Path program, String home) {
    return new Chromium(program, home);
  }

  Page page() {
    return page;
  }

  /** Errors in the console, of scripts, and requests to anybody but the service. */
  List<String> troubles() {
    return List.copyOf(troubles);
  }

  /** Takes a picture of the page in both themes, and has each looked at for who can't see it. */
  void look(String name) {
    for (ColorScheme theme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(theme));
      String file = name + "-" + theme.name().toLowerCase(Locale.ROOT) + ".png";
      page.screenshot(
          new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(file)).setFullPage(true));
      List<String> violations =
          new AxeBuilder(page)
              .analyze().getViolations().stream()
                  .filter(rule -> GRAVE.contains(String.valueOf(rule.getImpact())))
                  .map(rule -> rule.getId() + ": " + rule.getNodes().getFirst().getHtml())
                  .toList();
      assertThat(violations).as(file).isEmpty();
    }
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
  }

  /** Takes a picture of what is on the screen, in both themes, for people to look at. */
  void picture(Path folder, String name) {
    for (ColorScheme theme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(theme));
      String file = name + "-" + theme.name().toLowerCase(Locale.ROOT) + ".png";
      page.screenshot(
          new Page.ScreenshotOptions()
              .setPath(folder.resolve(file))
              .setAnimations(ScreenshotAnimations.DISABLED));
    }
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
  }

  private void remember(ConsoleMessage message) {
    if (message.type().equals("error") || message.type().equals("warning")) {
      troubles.add("console: " + message.text() + " at " + message.location());
    }
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
