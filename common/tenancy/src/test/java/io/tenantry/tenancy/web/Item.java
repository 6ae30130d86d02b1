package io.tenantry.tenancy.web;

import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;

record Item(@Id @Nullable Long id, String name) {}
