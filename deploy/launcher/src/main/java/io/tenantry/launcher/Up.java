package io.tenantry.launcher;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/** Starts everything, takes the tour, and stays until it is told to stop. */
final class Up {

  private final Map<String, String> environment;
  private final PrintStream out;
  private volatile boolean stopping;

  Up(Map<String, String> environment, PrintStream out) {
    this.environment = environment;
    this.out = out;
  }

  void run(Options options) {
    Installation installation = Installation.find();
    Settings settings = Settings.of(environment, installation.root());
    SettingRules.require(settings);
    if (options.fresh() && (settings.postgresUrl() != null || settings.rabbitUrl() != null)) {
      throw new LaunchException(
          "--fresh would leave the data of your own servers: unset %s and %s, or leave out --fresh"
              .formatted(Variables.POSTGRES_URL, Variables.RABBIT_URL));
    }
    settings.requireFreePorts();
    try (DataFolder folder = DataFolder.open(settings.data())) {
      if (options.fresh()) {
        folder.clear();
      }
      run(settings, new LocalEnvironment(settings, installation, folder), options.mode());
    }
  }

  private void run(Settings settings, LocalEnvironment local, Options.Mode mode) {
    // Ctrl-C and SIGTERM: the process ends when this hook has, and all children with it.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(local), "stop"));
    try (local) {
      tour(settings, local);
      if (mode == Options.Mode.STAY) {
        out.println("Ctrl-C stops everything.");
        throw local.firstEnd().join().ended();
      }
    } catch (LaunchException e) {
      // What ends while everything is being stopped is no failure.
      if (!stopping) {
        throw e;
      }
    }
  }

  private void tour(Settings settings, LocalEnvironment local) {
    Transcript transcript = new Transcript(out, isTerminal());
    long begin = System.nanoTime();
    transcript.head("Starting on this machine");
    Servers servers = local.startServers();
    transcript.row("PostgreSQL", settings.postgresUrl() == null ? "embedded" : "yours");
    if (settings.postgresUrl() != null && servers.createdDatabase() != null) {
      transcript.row("", "created database " + servers.createdDatabase());
    }
    transcript.row("AMQP broker", settings.rabbitUrl() == null ? "embedded" : "yours");
    Services services = local.startServices(servers);
    services.awaitReady();
    for (Service service : services.all()) {
      transcript.row(service.name(), "http://localhost:" + service.port());
    }
    transcript.row("ready after", "%.1f s".formatted((System.nanoTime() - begin) / 1e9));
    if (settings.app() == null) {
      new Tour(services, local.bootstrapKey(), settings.offersWorkshops(), transcript).run();
    } else {
      new OwnTour(services, local.bootstrapKey(), transcript).run();
    }
    List<String> broken = transcript.broken();
    if (!broken.isEmpty()) {
      throw new LaunchException("not as expected: " + String.join("; ", broken));
    }
    transcript.head("At your service");
    transcript.row(
        "console", "http://localhost:%d/console".formatted(services.provisioning().port()));
    transcript.row(
        "log in once",
        new ConsoleLink(services.provisioning().url(), local.bootstrapKey()).issue());
    transcript.row("key", local.bootstrapKey());
    transcript.row("logs", local.logs().toString());
    out.println("READY");
  }

  private void stop(LocalEnvironment local) {
    if (!local.isClosed()) {
      stopping = true;
      out.println();
      out.println("Stopping ...");
      local.close();
    }
  }

  private static boolean isTerminal() {
    return System.console() != null
        && System.console().isTerminal()
        && System.getenv("NO_COLOR") == null;
  }
}
