/** What keeps one tenant's requests from taking the others' share. */
@NullMarked
package io.tenantry.tenancy.limits;

import org.jspecify.annotations.NullMarked;
