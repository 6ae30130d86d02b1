/** The schema worker: builds tenants' schemas and keeps the shared ones current. */
@org.jspecify.annotations.NullMarked
package io.tenantry.worker;
