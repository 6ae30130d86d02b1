/** Who may call the API: clients, their keys and what each may do. */
@org.jspecify.annotations.NullMarked
package io.tenantry.provisioning.clients;
