package io.tenantry.embedded;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * The broker's settings: one virtual host, one user, and manners as close to RabbitMQ as it has.
 */
final class AmqpBrokerConfiguration {

  private AmqpBrokerConfiguration() {}

  static String json(
      LoopbackPort port, String user, String password, AmqpBroker.Store store, Path folder) {
    Map<String, Object> broker =
        Map.of(
            "name", "tenantry",
            "modelVersion", "9.1",
            // Arguments that only RabbitMQ knows are ignored instead of refused.
            "context",
                Map.of(
                    "queue.behaviourOnUnknownDeclareArgument", "IGNORE",
                    "exchange.behaviourOnUnknownDeclareArgument", "IGNORE"),
            "authenticationproviders", List.of(users(user, password)),
            "ports", List.of(port(port)),
            "virtualhostnodes", List.of(virtualHostNode(store, folder)));
    return JsonMapper.shared().writeValueAsString(broker);
  }

  private static Map<String, Object> users(String user, String password) {
    return Map.of(
        "name",
        "users",
        "type",
        "Plain",
        // Loopback has no TLS, and PLAIN is what AMQP 0-9-1 clients speak.
        "secureOnlyMechanisms",
        List.of(),
        "users",
        List.of(Map.of("name", user, "password", password, "type", "managed")));
  }

  private static Map<String, Object> port(LoopbackPort port) {
    return Map.of(
        "name",
        "amqp",
        "port",
        port.number(),
        "bindingAddress",
        LoopbackPort.HOST,
        "protocols",
        List.of("AMQP_0_9_1"),
        "authenticationProvider",
        "users",
        "virtualhostaliases",
        List.of(
            Map.of("name", "nameAlias", "type", "nameAlias"),
            Map.of("name", "defaultAlias", "type", "defaultAlias")));
  }

  private static Map<String, Object> virtualHostNode(AmqpBroker.Store store, Path folder) {
    Map<String, Object> node = new LinkedHashMap<>();
    node.put("name", "default");
    node.put("defaultVirtualHostNode", true);
    switch (store) {
      case MEMORY -> {
        node.put("type", "Memory");
        node.put("virtualHostInitialConfiguration", "{\"type\":\"Memory\"}");
      }
      case DERBY -> {
        node.put("type", "DERBY");
        node.put("storePath", folder.resolve("derby").toString());
        node.put("virtualHostInitialConfiguration", "{\"type\":\"ProvidedStore\"}");
      }
    }
    return node;
  }
}
