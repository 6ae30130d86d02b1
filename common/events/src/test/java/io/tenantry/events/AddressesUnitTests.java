package io.tenantry.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AddressesUnitTests {

  private static final Set<String> NO_NAMES = Set.of("prefix", "toString");

  @Test
  void listsEveryName() {
    Addresses addresses = new Addresses("mine.");
    assertThat(
            Stream.concat(addresses.exchanges().stream(), addresses.queues().stream()).distinct())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Addresses.class.getDeclaredMethods())
                .filter(method -> method.getReturnType() == String.class)
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .filter(method -> !NO_NAMES.contains(method.getName()))
                .map(method -> name(method, addresses))
                .toList())
        .allMatch(name -> name.startsWith("mine."));
  }

  private static String name(Method method, Addresses addresses) {
    try {
      return (String) method.invoke(addresses);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }
}
