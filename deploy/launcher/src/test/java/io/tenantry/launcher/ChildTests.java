package io.tenantry.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildTests {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path temp;
  private Child child;

  @AfterEach
  void leaveNothing() {
    child.kill();
  }

  @Test
  void runsUntilItIsStopped() throws IOException {
    child = start();
    ProcessHandle process = ProcessHandle.of(child.pid()).orElseThrow();

    child.stop(PATIENCE);

    assertThat(process.isAlive()).isFalse();
    assertThat(child.isAlive()).isFalse();
  }

  @Test
  void isGoneAfterAKill() throws IOException {
    child = start();

    child.kill();

    assertThat(child.isAlive()).isFalse();
  }

  @Test
  void ignoresTheInterruptThatATerminalSendsToAll() throws Exception {
    child = start();

    assertThat(signal("INT")).isZero();
    assertThat(signal("HUP")).isZero();

    // A signal is handled long before a process of its own has started and ended.
    assertThat(child.isAlive()).isTrue();
  }

  @Test
  void endsWhenItsParentIsGone() throws IOException {
    child = start();

    child.closeInput();

    await().atMost(PATIENCE).until(() -> !child.isAlive());
  }

  @Test
  void leavesNoWatchBehind() throws IOException {
    child = start();
    List<ProcessHandle> watch = ProcessHandle.of(child.pid()).orElseThrow().children().toList();
    assertThat(watch).isNotEmpty();

    child.stop(PATIENCE);

    await().atMost(PATIENCE).until(() -> watch.stream().noneMatch(ProcessHandle::isAlive));
  }

  @Test
  void tellsTheEndOfTheLogWhenItEndsEarly() throws IOException {
    child = program(List.of("fail")).start();

    assertThatThrownBy(() -> child.await("ready", PATIENCE, () -> false))
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining("sleeper ended with exit code 7")
        .hasMessageContaining("no such luck");
  }

  @Test
  void losesPatienceWithAWord() throws IOException {
    child = program(List.of()).start();

    assertThatThrownBy(() -> child.await("ready", Duration.ZERO, () -> false))
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining("is not ready");
  }

  @Test
  void keepsSecretsOutOfTheArguments() throws IOException {
    child = start();

    assertThat(child.output()).contains("READY hidden");
    assertThat(ProcessHandle.of(child.pid()).flatMap(process -> process.info().commandLine()))
        .hasValueSatisfying(
            line -> assertThat(line).contains("sleeper.jar").doesNotContain("hidden"));
  }

  private Child start() throws IOException {
    Child started = program(List.of()).start();
    started.await("ready", PATIENCE, () -> started.output().contains("READY hidden"));
    return started;
  }

  private Program program(List<String> arguments) throws IOException {
    return new Program(
        "sleeper",
        Sleeper.jar(temp),
        arguments,
        Map.of("SECRET", "hidden", "PATH", System.getenv("PATH")),
        temp.resolve("sleeper.log"));
  }

  private int signal(String name) throws IOException, InterruptedException {
    return new ProcessBuilder("kill", "-" + name, Long.toString(child.pid())).start().waitFor();
  }
}
