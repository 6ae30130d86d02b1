package io.tenantry.provisioning.jobs.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.provisioning.jobs.JobSchedules;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Jobs")
class JobsController {

  private final JobSchedules schedules;

  JobsController(JobSchedules schedules) {
    this.schedules = schedules;
  }

  @GetMapping(path = "/api/v1/jobs", produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(summary = "Jobs that tenant applications have announced, with their schedules")
  JobList list() {
    return new JobList(schedules.all().stream().map(JobView::of).toList());
  }
}
