package io.tenantry.testing.tenants;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Lets Java's own client send the {@code Host} header that says which tenant is meant. It asks for
 * this permission once, when first used. JUnit finds this by itself.
 */
public final class HostHeader implements LauncherSessionListener {

  private static final String PERMISSION = "jdk.httpclient.allowRestrictedHeaders";
  private static final String HOST = "host";

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    String permitted = System.getProperty(PERMISSION, "");
    System.setProperty(PERMISSION, permitted.isEmpty() ? HOST : permitted + "," + HOST);
  }
}
