package io.tenantry.launcher;

import java.util.List;

/** What the command line asks for. */
record Options(Mode mode, boolean fresh) {

  /** What to do once everything is known. */
  enum Mode {
    STAY,
    DEMO,
    BOOTSTRAP,
    HELP
  }

  /** Reads the arguments; an unknown one is an {@link IllegalArgumentException}. */
  static Options parse(List<String> arguments) {
    Mode mode = Mode.STAY;
    boolean fresh = false;
    for (String argument : arguments) {
      switch (argument) {
        case "--help", "-h" -> mode = Mode.HELP;
        case "--fresh" -> fresh = true;
        case "--demo" -> mode = mode == Mode.STAY ? Mode.DEMO : mode;
        case "bootstrap" -> mode = mode == Mode.STAY ? Mode.BOOTSTRAP : mode;
        default -> throw new IllegalArgumentException("unknown option " + argument);
      }
    }
    if (mode == Mode.BOOTSTRAP && (fresh || arguments.size() > 1)) {
      throw new IllegalArgumentException("bootstrap takes no options");
    }
    return new Options(mode, fresh);
  }
}
