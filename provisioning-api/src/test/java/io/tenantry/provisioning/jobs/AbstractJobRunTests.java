package io.tenantry.provisioning.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;
import io.tenantry.events.Addresses;
import io.tenantry.events.JobEnded;
import io.tenantry.events.JobEnded.Outcome;
import io.tenantry.events.JobEvent;
import io.tenantry.events.MessageJson;
import io.tenantry.events.RunJob;
import io.tenantry.provisioning.AbstractApiTests;
import io.tenantry.provisioning.Api.Answer;
import io.tenantry.registry.TenantStatus;
import io.tenantry.testing.Broker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Job runs over HTTP; the test plays the tenant application on the broker. */
@TestPropertySource(
    properties = {
      "tenantry.jobs.sweep-every=50ms",
      "tenantry.jobs.outstanding=3",
      "tenantry.jobs.jitter=0s",
      "tenantry.jobs.max-attempts=2"
    })
abstract class AbstractJobRunTests extends AbstractApiTests {

  static final String RUNS = "/api/v1/job-runs";
  static final String JOBS = "/api/v1/jobs";

  @Autowired private Broker broker;
  final String job = unique("job-");
  final List<RunJob> orders = new ArrayList<>();
  private final MessageJson json = new MessageJson();
  private Connection connection;
  private Channel channel;

  @BeforeEach
  void connect() throws IOException {
    connection = broker.connect();
    channel = connection.createChannel();
  }

  @AfterEach
  void leaveNothingBehind() throws IOException {
    database.admin().sql("DELETE FROM control.job_run").update();
    database.admin().sql("DELETE FROM control.job").update();
    connection.close();
  }

  List<UUID> tenants(int count) {
    return IntStream.range(0, count).mapToObj(n -> tenant(TenantStatus.ACTIVE)).toList();
  }

  /** Starts a run over these. */
  UUID started(List<UUID> tenants) {
    String named =
        tenants.stream().map(id -> "\"" + id + "\"").collect(Collectors.joining(", ", "[", "]"));
    Answer answer = start("{\"tenants\": " + named + "}");
    assertThat(answer.status()).as(answer.body()).isEqualTo(202);
    return answer.id();
  }

  Answer start(String selection) {
    return post(RUNS, "{\"job\": \"" + job + "\", \"selection\": " + selection + "}");
  }

  Answer post(String path, @Nullable String body) {
    return api().send("POST", path, body);
  }

  JsonNode show(UUID run) {
    return api().get(RUNS + "/" + run).json();
  }

  JsonNode tenantsOf(UUID run, String query) {
    return api().get(RUNS + "/" + run + "/tenants?" + query).json().path("items");
  }

  void awaitState(UUID run, String state) {
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> show(run).path("state").asString().equals(state));
  }

  /** Takes orders of this test's job from the queue until there are as many. */
  void awaitOrders(int count) {
    await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> {
              takeOrders();
              return orders.size() >= count;
            });
    assertThat(orders).hasSize(count);
  }

  void takeOrders() throws IOException {
    String queue = new Addresses(database.schemaPrefix()).jobs();
    for (GetResponse message = channel.basicGet(queue, true);
        message != null;
        message = channel.basicGet(queue, true)) {
      RunJob order = json.read(new String(message.getBody(), StandardCharsets.UTF_8), RunJob.class);
      if (order.job().equals(job)) {
        orders.add(order);
      }
    }
  }

  RunJob orderOf(UUID tenant) {
    return orders.stream().filter(o -> o.tenantId().equals(tenant)).toList().getLast();
  }

  JobEnded succeeded(RunJob order) {
    return new JobEnded(
        order.runId(), order.tenantId(), order.attempt(), Outcome.SUCCEEDED, 12, null);
  }

  JobEnded failed(RunJob order, String error) {
    return new JobEnded(
        order.runId(), order.tenantId(), order.attempt(), Outcome.FAILED, 12, error);
  }

  void tell(JobEvent event) {
    tell(UUID.randomUUID(), event.type(), json.write(event));
  }

  void tell(UUID id, String type, String body) {
    try {
      channel.basicPublish(
          new Addresses(database.schemaPrefix()).events(),
          type,
          new AMQP.BasicProperties.Builder().type(type).messageId(id.toString()).build(),
          body.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  String write(JobEvent event) {
    return json.write(event);
  }

  Broker broker() {
    return broker;
  }
}
