package io.tenantry.tenancy.web;

import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/** With JPA on the class path as well, Spring Data wants to be told whose this is. */
@Table
record Item(@Id @Nullable Long id, String name) {}
