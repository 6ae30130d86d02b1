package io.tenantry.ctl;

import java.io.PrintWriter;
import java.util.Map;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The root command. */
@Command(
    name = "tenantctl",
    mixinStandardHelpOptions = true,
    version = "tenantctl 0.1.0",
    description = "Tenants, domains, migrations, jobs and trouble of a Tenantry installation.",
    subcommands = {
      TenantsCommand.class,
      DomainsCommand.class,
      MigrateCommand.class,
      RunsCommand.class,
      RunCommand.class,
      JobsCommand.class,
      TypesCommand.class,
      UsageCommand.class,
      DoctorCommand.class,
      TroubleCommand.class,
      DeadLettersCommand.class,
      HelpCommand.class,
      Tenantctl.Completion.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:the API refused, or something is not there",
      "2:wrong usage",
      "3:migrate --check: tenants are behind",
      "4:the run has ended with failures",
      "5:the run is paused or cancelled",
      "6:doctor found something",
      "7:the API does not answer"
    },
    footerHeading = "%nEnvironment:%n",
    footer = {
      "  TENANTRY_URL       the provisioning API; http://localhost:8080 without",
      "  TENANTRY_KEY       the key of an API client",
      "  TENANTRY_PROFILES  the file of profiles, with lines such as prod.url=... and prod.key=..."
    })
public final class Tenantctl implements Runnable {

  private static Map<String, String> environment = System.getenv();

  @Spec private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  /** Ends with the exit code that the help lists. */
  public static void main(String[] arguments) {
    System.exit(
        run(
            System.getenv(),
            new PrintWriter(System.out, true),
            new PrintWriter(System.err, true),
            arguments));
  }

  static int run(
      Map<String, String> variables, PrintWriter out, PrintWriter err, String... arguments) {
    environment = variables;
    return new CommandLine(new Tenantctl())
        .setOut(out)
        .setErr(err)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(
            (exception, line, result) -> {
              if (exception instanceof RefusedException) {
                err.println("tenantctl: " + exception.getMessage());
                return Exit.REFUSED;
              }
              if (exception instanceof UnreachableException) {
                err.println("tenantctl: " + exception.getMessage());
                return Exit.UNREACHABLE;
              }
              throw exception;
            })
        .execute(arguments);
  }

  static Map<String, String> environment() {
    return environment;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which command?");
  }

  /** {@code source <(tenantctl completion)} in bash or zsh. */
  @Command(
      name = "completion",
      description = "Print a script that completes commands in bash and zsh")
  static final class Completion implements Runnable {

    @Spec private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public void run() {
      spec.commandLine()
          .getOut()
          .println(AutoComplete.bash("tenantctl", spec.root().commandLine()));
    }
  }
}
