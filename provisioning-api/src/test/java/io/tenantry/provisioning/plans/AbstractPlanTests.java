package io.tenantry.provisioning.plans;

import io.tenantry.provisioning.AbstractApiTests;
import io.tenantry.provisioning.Api.Answer;
import java.util.List;

/** Puts plans over the API. */
abstract class AbstractPlanTests extends AbstractApiTests {

  static final String PLANS = "/api/v1/plans";

  Answer put(String name, String body) {
    return api().send("PUT", PLANS + "/" + name, body);
  }

  List<String> actions(String name) {
    return database
        .admin()
        .sql(
            """
            SELECT action FROM control.audit
            WHERE split_part(detail ->> 'text', ' ', 1) = :name AND action LIKE 'plan.%'
            ORDER BY id
            """)
        .param("name", name)
        .query(String.class)
        .list();
  }
}
