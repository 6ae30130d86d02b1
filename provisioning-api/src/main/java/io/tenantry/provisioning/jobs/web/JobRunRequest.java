package io.tenantry.provisioning.jobs.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tenantry.events.JobAnnounced;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which job is to be run, for whom, and with what. */
@Schema(name = "NewJobRun")
record JobRunRequest(
    @NotNull @Pattern(regexp = JobAnnounced.NAME, message = "is no name of a job") String job,
    @NotNull @Valid Selection selection,
    @Schema(nullable = true, description = "For the job, which knows what they mean; 20 at most")
        @Nullable
        @Size(max = 20, message = "must be 20 at most")
        Map<
                @NotNull
                @Pattern(
                    regexp = "[A-Za-z][A-Za-z0-9_.-]{0,62}",
                    message = "is no name of a parameter")
                String,
                @NotNull @Size(max = 1000, message = "must have 1000 characters at most")
                @Pattern(
                    regexp = "[^\\x00]*",
                    flags = Pattern.Flag.DOTALL,
                    message = "must not have the character NUL")
                String>
            parameters) {

  private static final String NAME = "[a-z0-9][a-z0-9_-]{0,62}";
  private static final String NO_NAME = "is no id and no schema name";

  /** Exactly one of these. */
  @Schema(name = "JobSelection")
  record Selection(
      @Schema(nullable = true, description = "true: all tenants that are active")
          @Nullable Boolean all,
      @Schema(nullable = true, description = "All of this type that are active")
          @Nullable
          @Pattern(regexp = "[a-z][a-z0-9_-]{0,54}", message = "is no name of a type")
          String type,
      @Schema(
              nullable = true,
              description = "These, by id or schema name; those that are not active are skipped")
          @Nullable
          @Size(min = 1, max = 1000, message = "must name 1 to 1000 tenants")
          List<@NotNull @Pattern(regexp = NAME, message = NO_NAME) String> tenants) {}

  Map<String, String> parametersOrNone() {
    return Objects.requireNonNullElse(parameters, Map.of());
  }
}
