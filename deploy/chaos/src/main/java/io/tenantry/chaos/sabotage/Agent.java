package io.tenantry.chaos.sabotage;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import org.jspecify.annotations.Nullable;

/** Runs in a service's JVM before the service does; needs nothing but the JDK. */
final class Agent implements ClassFileTransformer {

  private final String sabotage;

  private Agent(String sabotage) {
    this.sabotage = sabotage;
  }

  /** Called by the JVM. */
  public static void premain(String sabotage, Instrumentation instrumentation) {
    instrumentation.addTransformer(new Agent(sabotage));
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      @Nullable String name,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] bytes) {
    if (loader == null || name == null || !name.startsWith("io/tenantry/")) {
      return null;
    }
    try {
      byte[] patched = patched(sabotage, loader, name, bytes);
      if (patched != null) {
        System.out.println("SABOTAGE " + sabotage + ": " + name);
      }
      return patched;
    } catch (RuntimeException | LinkageError e) {
      // The JVM would go on with the class as it is, and nobody would notice.
      System.out.println("SABOTAGE " + sabotage + " failed: " + name);
      e.printStackTrace(System.out);
      Runtime.getRuntime().halt(1);
      return null;
    }
  }

  /** Null where the class stays as it is. */
  static byte @Nullable [] patched(String sabotage, ClassLoader loader, String name, byte[] bytes) {
    ClassTransform patch = Patches.of(sabotage, name);
    if (patch == null) {
      return null;
    }
    ClassFile files =
        ClassFile.of(
            ClassFile.ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(loader)
                    .orElse(ClassHierarchyResolver.defaultResolver())));
    return files.transformClass(files.parse(bytes), patch);
  }
}
