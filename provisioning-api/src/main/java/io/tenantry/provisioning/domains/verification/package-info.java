/** Whether domains belong to those who claim them: looked for by schedule, in DNS and by HTTP. */
@org.jspecify.annotations.NullMarked
package io.tenantry.provisioning.domains.verification;
