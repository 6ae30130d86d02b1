package io.tenantry.chaos.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.chaos.model.TenantModel.Presence;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TenantModelUnitTests {

  private static final Outcome DONE = new Outcome.Done(200, json("ACTIVE", "One", "one"));
  private static final Outcome REFUSED =
      new Outcome.Refused(409, "urn:tenantry:problem:wrong-status", json("ACTIVE", "One", "one"));
  private static final Outcome UNKNOWN = new Outcome.Unknown(0, "silence");

  private final TenantModel tenant = new TenantModel(UUID.randomUUID(), "One", "one", false, 0);
  private long now;

  @Test
  void aTenantBecomesActiveOrFailedByItself() {
    assertThat(see("ACTIVE")).isEmpty();
    assertThat(see("PENDING")).as("never back").isPresent();
  }

  @Test
  void aStatusThatNobodyAskedForIsExplainedByNothing() {
    see("ACTIVE");
    assertThat(see("SUSPENDED")).get().asString().contains("does not follow");
  }

  @Test
  void whatWasDoneIsSeen() {
    see("ACTIVE");
    assertThat(ask(Change.SUSPEND, null, DONE)).isEmpty();
    assertThat(see("ACTIVE")).isPresent();
  }

  @Test
  void whatNobodyAnsweredMayHappenLater() {
    see("ACTIVE");
    assertThat(ask(Change.SUSPEND, null, UNKNOWN)).isEmpty();
    assertThat(see("ACTIVE")).as("not yet").isEmpty();
    assertThat(see("SUSPENDED")).as("now").isEmpty();
    assertThat(tenant.unknown(Change.SUSPEND)).isOne();
  }

  @Test
  void whatWasNotSentNeverHappens() {
    see("ACTIVE");
    ask(Change.SUSPEND, null, new Outcome.NotSent("refused"));
    assertThat(see("SUSPENDED")).isPresent();
  }

  @Test
  void aRefusalThatTheStatusDoesNotExplainIsWrong() {
    see("ACTIVE");
    assertThat(ask(Change.SUSPEND, null, REFUSED)).isPresent();
  }

  @Test
  void aRefusalTellsTheStatus() {
    assertThat(ask(Change.SUSPEND, null, REFUSED)).isEmpty();
    assertThat(ask(Change.RESUME, null, DONE)).as("it was never suspended").isPresent();
  }

  @Test
  void aDeletionEndsByItselfAndCanBeTakenBackBefore() {
    see("ACTIVE");
    ask(Change.DELETE, null, DONE);
    assertThat(ask(Change.RESTORE, null, DONE)).isEmpty();
    assertThat(see("ACTIVE")).isEmpty();
    ask(Change.DELETE, null, DONE);
    assertThat(see("DELETED")).isEmpty();
    assertThat(tenant.isOver()).isTrue();
  }

  @Test
  void answersAreThoseOfAnyStatusThatItMayHaveHadMeanwhile() {
    at(10).see("ACTIVE");
    at(20).ask(Change.SUSPEND, null, DONE);
    assertThat(tenant.explains(200, 5, 15)).isTrue();
    assertThat(tenant.explains(403, 5, 15)).isFalse();
    assertThat(tenant.explains(403, 15, 25)).isTrue();
    assertThat(tenant.explains(200, 15, 25)).isTrue();
    assertThat(tenant.explains(200, 30, 40)).isFalse();
  }

  @Test
  void theNameThatWasAcceptedLastIsTheNameInTheEnd() {
    see("ACTIVE");
    ask(Change.CALL_IT, "Two", DONE);
    ask(Change.CALL_IT, "Three", UNKNOWN);
    assertThat(tenant.name().possible()).containsExactlyInAnyOrder("Two", "Three");
    ask(Change.CALL_IT, "Four", DONE);
    assertThat(tenant.name().endsAs("Four")).isTrue();
    assertThat(tenant.name().endsAs("Three")).as("may come late").isTrue();
    assertThat(tenant.name().endsAs("Two")).isFalse();
  }

  @Test
  void aNameThatNobodyAskedForIsSomebodyElses() {
    assertThat(tenant.seen(json("ACTIVE", "Other", "one"), 1)).isPresent();
    assertThat(tenant.schemaName().allows("two")).isFalse();
  }

  @Test
  void aDomainIsThereOnceItWasAcceptedAndPerhapsIfNobodyAnswered() {
    see("ACTIVE");
    ask(Change.ADD_DOMAIN, "a.example", DONE);
    ask(Change.ADD_DOMAIN, "b.example", UNKNOWN);
    ask(Change.ADD_DOMAIN, "c.example", DONE);
    ask(Change.REMOVE_DOMAIN, "c.example", DONE);
    assertThat(tenant.domains())
        .isEqualTo(
            Map.of(
                "a.example", Presence.YES,
                "b.example", Presence.PERHAPS,
                "c.example", Presence.NO));
  }

  private TenantModelUnitTests at(long time) {
    now = time;
    return this;
  }

  private Optional<String> see(String status) {
    return tenant.seen(json(status, "One", "one"), now);
  }

  private Optional<String> ask(Change change, @Nullable String value, Outcome outcome) {
    tenant.begins(change, value, now);
    return tenant.ended(change, value, outcome, now);
  }

  private static JsonNode json(String status, String name, String schemaName) {
    return JsonMapper.shared()
        .valueToTree(Map.of("status", status, "name", name, "schemaName", schemaName));
  }
}
