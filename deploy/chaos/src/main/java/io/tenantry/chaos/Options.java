package io.tenantry.chaos;

import io.tenantry.chaos.fault.Scenario;
import io.tenantry.chaos.sabotage.Sabotage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the command line asks for.
 *
 * @param sabotage a safeguard that is taken away, or none
 */
record Options(Scenario scenario, Duration length, long seed, @Nullable Sabotage sabotage) {

  private static final long MOST_MINUTES = 24 * 60;

  /** Empty for whatever is none. */
  static Optional<Options> parse(List<String> arguments) {
    Optional<Scenario> scenario =
        arguments.isEmpty() ? Optional.empty() : Scenario.find(arguments.getFirst());
    if (scenario.isEmpty() || arguments.size() % 2 == 0) {
      return Optional.empty();
    }
    Optional<Long> minutes = Optional.of(2L);
    Optional<Long> seed = Optional.of(1L);
    Sabotage sabotage = null;
    for (int i = 1; i < arguments.size(); i += 2) {
      String value = arguments.get(i + 1);
      switch (arguments.get(i)) {
        case "--minutes" ->
            minutes = number(value).filter(number -> number >= 1 && number <= MOST_MINUTES);
        case "--seed" -> seed = number(value);
        case "--sabotage" -> {
          sabotage = Sabotage.find(value).orElse(null);
          if (sabotage == null) {
            return Optional.empty();
          }
        }
        default -> {
          return Optional.empty();
        }
      }
    }
    return minutes.isEmpty() || seed.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Options(scenario.get(), Duration.ofMinutes(minutes.get()), seed.get(), sabotage));
  }

  private static Optional<Long> number(String text) {
    try {
      return Optional.of(Long.parseLong(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
