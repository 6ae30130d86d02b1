package io.tenantry.provisioning.migrations.web;

import java.util.List;

/** All types; there are few. */
record TenantTypeList(List<TenantTypeView> items) {}
