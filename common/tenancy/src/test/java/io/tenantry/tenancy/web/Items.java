package io.tenantry.tenancy.web;

import org.springframework.data.repository.ListCrudRepository;

interface Items extends ListCrudRepository<Item, Long> {}
