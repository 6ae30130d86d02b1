package io.tenantry.provisioning.domains.web;

import java.util.List;

/** All domains of a tenant, the primary one first. */
record DomainList(List<DomainView> items) {}
