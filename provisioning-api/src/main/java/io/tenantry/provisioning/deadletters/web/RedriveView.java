package io.tenantry.provisioning.deadletters.web;

import io.swagger.v3.oas.annotations.media.Schema;

/** What became of many letters. */
@Schema(name = "Redrive")
record RedriveView(
    @Schema(example = "87") int republished,
    @Schema(description = "Those that no queue took; they stay", example = "0") int notTaken) {}
