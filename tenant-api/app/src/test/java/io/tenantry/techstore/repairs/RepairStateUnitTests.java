package io.tenantry.techstore.repairs;

import static io.tenantry.techstore.repairs.RepairState.CANCELLED;
import static io.tenantry.techstore.repairs.RepairState.DELIVERED;
import static io.tenantry.techstore.repairs.RepairState.DIAGNOSED;
import static io.tenantry.techstore.repairs.RepairState.IN_REPAIR;
import static io.tenantry.techstore.repairs.RepairState.READY;
import static io.tenantry.techstore.repairs.RepairState.RECEIVED;
import static io.tenantry.techstore.repairs.RepairState.WAITING_FOR_PARTS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RepairStateUnitTests {

  @Test
  void leadsFromReceptionToDelivery() {
    assertThat(RECEIVED.next()).containsExactly(DIAGNOSED, CANCELLED);
    assertThat(DIAGNOSED.next()).containsExactly(WAITING_FOR_PARTS, IN_REPAIR, CANCELLED);
    assertThat(WAITING_FOR_PARTS.next()).containsExactly(IN_REPAIR, CANCELLED);
    assertThat(IN_REPAIR.next()).containsExactly(WAITING_FOR_PARTS, READY, CANCELLED);
    assertThat(READY.next()).containsExactly(IN_REPAIR, DELIVERED, CANCELLED);
  }

  @ParameterizedTest
  @EnumSource
  void isOpenUntilItIsDeliveredOrCancelled(RepairState state) {
    assertThat(state.isOpen()).isEqualTo(state != DELIVERED && state != CANCELLED);
    assertThat(state.canBecome(state)).isFalse();
    assertThat(state.canBecome(RECEIVED)).isFalse();
  }

  @Test
  void hasCodesThatNobodyGuesses() {
    var codes = IntStream.range(0, 1000).mapToObj(i -> StatusCode.random().value()).toList();

    assertThat(codes).doesNotHaveDuplicates().allMatch(code -> code.length() == 20);
    assertThat(StatusCode.parse(codes.getFirst())).isPresent();
    assertThat(StatusCode.parse("x' or '1'='1")).isEmpty();
    assertThat(StatusCode.parse(codes.getFirst() + "\n")).isEmpty();
  }
}
