package io.tenantry.provisioning.deadletters.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tenantry.provisioning.deadletters.Redrive;

/** What became of many letters. */
@Schema(name = "Redrive")
record RedriveView(
    @Schema(example = "87") int republished,
    @Schema(description = "Those that can't be sent; they stay", example = "0") int notTaken,
    @Schema(
            description =
                "Why it was over: all that can be sent are sent, as many as were wanted are, its"
                    + " seconds were over, or the broker confirmed no more",
            allowableValues = {"all", "limit", "time", "broker-away"},
            example = "all")
        String end) {

  static RedriveView of(Redrive redrive) {
    String end =
        switch (redrive.end()) {
          case ALL -> "all";
          case LIMIT -> "limit";
          case TIME -> "time";
          case BROKER_AWAY -> "broker-away";
        };
    return new RedriveView(redrive.republished(), redrive.notTaken(), end);
  }
}
