package io.tenantry.provisioning.operators.web;

import io.tenantry.provisioning.operators.Role;
import org.jspecify.annotations.Nullable;

/** What changes of an operator; what is absent stays. */
record OperatorChange(@Nullable Role role, @Nullable Boolean disabled) {}
