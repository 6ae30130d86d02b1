package io.tenantry.testing;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Lets Awaitility wait for a minute instead of ten seconds where a test names no time: a machine
 * that builds other things at the same time may stand still for longer than that. JUnit finds it by
 * itself.
 */
public final class Patience implements LauncherSessionListener {

  static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    Awaitility.setDefaultTimeout(LONGEST_WAIT);
  }
}
