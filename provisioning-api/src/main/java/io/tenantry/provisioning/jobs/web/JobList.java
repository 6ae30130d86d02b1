package io.tenantry.provisioning.jobs.web;

import java.util.List;

/** All jobs; there are few. */
record JobList(List<JobView> items) {}
