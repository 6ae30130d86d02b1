package io.tenantry.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import io.tenantry.launcher.Http.Answer;
import io.tenantry.testing.ChromiumProgram;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages of a shop that people open: from an invitation, an impersonation, a status code. */
class PagesAcceptanceTests {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String PASSWORD = "correct horse battery";

  @TempDir static Path data;
  private static Deployment deployment;
  private static Playwright playwright;
  private static Browser browser;

  private final List<String> troubles = new ArrayList<>();
  private Page page;

  @BeforeAll
  static void start() {
    Optional<Path> chromium = ChromiumProgram.find();
    assumeTrue(chromium.isPresent(), "needs Chromium");
    deployment = new Deployment(data, Map.of());
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(chromium.get())
                    .setArgs(ChromiumProgram.FLAGS));
  }

  @AfterAll
  static void stop() {
    if (deployment != null) {
      browser.close();
      playwright.close();
      deployment.close();
    }
  }

  @BeforeEach
  void openABrowser() {
    page = browser.newContext(new Browser.NewContextOptions().setLocale("es-ES")).newPage();
    page.setDefaultTimeout(PATIENCE.toMillis());
    page.onPageError(error -> troubles.add("script: " + error));
    page.onRequest(
        request -> {
          if (!URI.create(request.url()).getHost().endsWith(".localhost")) {
            troubles.add("request to " + request.url());
          }
        });
  }

  @AfterEach
  void nothingWentWrong() {
    page.context().close();
    assertThat(troubles).isEmpty();
  }

  @Test
  void whoeverIsInvitedChoosesAPasswordAndLogsIn() {
    signUp("invited", "eva@invited.example");

    page.navigate(invitation("invited"));
    page.getByLabel("Your name").fill("Eva <b>Luna</b>");
    page.getByLabel("A new password").fill("short");
    page.getByRole(AriaRole.BUTTON).click();
    assertThat(page.getByRole(AriaRole.STATUS)).containsText("12");
    page.getByLabel("A new password").fill(PASSWORD);
    page.getByRole(AriaRole.BUTTON).click();

    assertThat(page.getByRole(AriaRole.STATUS))
        .hasText("Welcome, Eva <b>Luna</b>. Log in as eva@invited.example.");
    Map<String, String> login = Map.of("email", "eva@invited.example", "password", PASSWORD);
    assertThat(deployment.shop("invited", "POST", "/api/login", login).status()).isEqualTo(200);
  }

  @Test
  void anOperatorComesInOnceAndSeesTheProducts() {
    String id = signUp("visited", "owner@shop.example");
    Map<String, Object> product = Map.of("sku", "B-1", "name", "Batería <i>", "price", 1);
    Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () -> deployment.shop("visited", "POST", "/api/products", product).status() / 100 == 2);
    Map<String, Object> why = Map.of("reason", "The shop asked for help");
    Answer link = deployment.api("POST", "/" + id + "/impersonations", why);
    assertThat(link.status()).isEqualTo(201);
    String url = link.body().path("url").asString();

    page.navigate(url);
    assertThat(page.locator("#shop")).containsText("Shop visited");
    page.getByRole(AriaRole.BUTTON).click();

    assertThat(page.getByRole(AriaRole.STATUS)).containsText("client:bootstrap");
    assertThat(page.getByRole(AriaRole.LISTITEM)).hasText("B-1: Batería <i>");
    assertThat(URI.create(page.url()).getFragment()).isNull();

    Page again = page.context().newPage();
    again.navigate(url);
    again.getByRole(AriaRole.BUTTON).click();
    assertThat(again.getByRole(AriaRole.STATUS)).not().isEmpty();
    assertThat(again.getByRole(AriaRole.LISTITEM)).hasCount(0);
  }

  private static String signUp(String schemaName, String owner) {
    Answer made = deployment.signUp(schemaName, 30, Map.of("contact", Map.of("email", owner)));
    assertThat(made.status()).isEqualTo(201);
    return made.body().path("id").asString();
  }

  private static String invitation(String schemaName) {
    Pattern link = Pattern.compile("http://" + schemaName + "\\.localhost:[0-9]+/invitation\\S*");
    return Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () -> {
              Matcher found = link.matcher(Files.readString(deployment.services().tenants().log()));
              return found.find() ? found.group() : "";
            },
            address -> !address.isEmpty());
  }
}
