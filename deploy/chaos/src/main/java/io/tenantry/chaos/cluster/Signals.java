package io.tenantry.chaos.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Signals to processes, by {@code kill}. */
final class Signals {

  private Signals() {}

  static void send(String signal, Collection<ProcessHandle> processes) {
    List<String> command = new ArrayList<>(List.of("kill", "-" + signal));
    processes.stream()
        .filter(ProcessHandle::isAlive)
        .map(process -> Long.toString(process.pid()))
        .forEach(command::add);
    if (command.size() == 2) {
      return;
    }
    try {
      // One that has ended in the meantime is no error.
      new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The process first, so that it can't replace a child that is gone. */
  static List<ProcessHandle> tree(ProcessHandle root) {
    return Stream.concat(Stream.of(root), root.descendants()).toList();
  }

  static void killTree(ProcessHandle root) {
    Set<ProcessHandle> all = new HashSet<>();
    // What stands still starts nothing more, so in the end no child is missing among them.
    for (List<ProcessHandle> seen = tree(root); all.addAll(seen); seen = tree(root)) {
      send("STOP", seen);
    }
    send("KILL", all);
    for (ProcessHandle each : all) {
      each.onExit().orTimeout(30, TimeUnit.SECONDS).exceptionally(late -> each).join();
    }
  }
}
