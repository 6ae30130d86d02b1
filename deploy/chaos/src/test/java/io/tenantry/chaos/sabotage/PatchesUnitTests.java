package io.tenantry.chaos.sabotage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatchesUnitTests {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "NO_CONFIRMS, io/tenantry/messaging/relay/ConfirmedPublisher",
    "NO_INBOX, io/tenantry/messaging/inbox/Inbox",
    "SPLIT_TRANSACTION, io/tenantry/messaging/outbox/Outbox"
  })
  void changesItsClassOnlyAndNeedsNothingButTheAgentsJar(Sabotage sabotage, String name)
      throws IOException, ReflectiveOperationException {
    assertThat(Patches.of(sabotage.toString(), name)).isNotNull();
    assertThat(Patches.of(sabotage.toString(), "io/tenantry/registry/Tenants")).isNull();
    byte[] before = bytes(name);
    byte[] after =
        (byte[]) patched(sabotage).invoke(null, sabotage.toString(), loader(), name, before);
    assertThat(after).isNotEqualTo(before);
    assertThat(verifier().verify(after)).isEmpty();
  }

  /** As the JVM of a service finds it: from the jar, beside the JDK. */
  private Method patched(Sabotage sabotage) throws IOException, ReflectiveOperationException {
    String option = sabotage.option(folder);
    URL jar = folder.resolve("agent.jar").toUri().toURL();
    assertThat(option).endsWith("agent.jar=" + sabotage);
    // Left open: the method loads more classes when it runs.
    URLClassLoader alone =
        new URLClassLoader(new URL[] {jar}, ClassLoader.getPlatformClassLoader());
    Method patched =
        alone
            .loadClass(Agent.class.getName())
            .getDeclaredMethod(
                "patched", String.class, ClassLoader.class, String.class, byte[].class);
    patched.setAccessible(true);
    return patched;
  }

  private static byte[] bytes(String name) throws IOException {
    try (InputStream bytes = loader().getResourceAsStream(name + ".class")) {
      assertThat(bytes).as(name).isNotNull();
      return bytes.readAllBytes();
    }
  }

  private static ClassLoader loader() {
    return PatchesUnitTests.class.getClassLoader();
  }

  private static ClassFile verifier() {
    return ClassFile.of(
        ClassFile.ClassHierarchyResolverOption.of(
            ClassHierarchyResolver.ofResourceParsing(loader())));
  }
}
