package io.tenantry.provisioning.clients;

import io.tenantry.provisioning.AbstractApiTests;
import io.tenantry.provisioning.Api;
import io.tenantry.provisioning.Api.Answer;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes, rotates and revokes clients over the API. */
abstract class AbstractClientTests extends AbstractApiTests {

  static final String CLIENTS = "/api/v1/api-clients";

  static Answer create(Api caller, String name, String... scopes) {
    return caller.send(
        "POST",
        CLIENTS,
        "{\"name\": \"%s\", \"scopes\": [\"%s\"]}".formatted(name, String.join("\", \"", scopes)));
  }

  Answer rotate(UUID id, @Nullable String body) {
    return api().send("POST", CLIENTS + "/" + id + "/rotate", body);
  }

  Answer revoke(UUID id) {
    return api().send("POST", CLIENTS + "/" + id + "/revoke", null);
  }

  boolean works(Answer issued) {
    return api().withKey(issued.text("key")).get(Api.TENANTS).status() == 200;
  }

  List<String> actions(String name) {
    return database
        .admin()
        .sql(
            """
            SELECT action FROM control.audit
            WHERE actor = 'bootstrap' AND remote_address = '127.0.0.1'
              AND starts_with(detail ->> 'text', :name || ',') ORDER BY id
            """)
        .param("name", name)
        .query(String.class)
        .list();
  }
}
