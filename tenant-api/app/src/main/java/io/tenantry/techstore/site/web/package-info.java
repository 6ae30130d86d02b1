/** The first page of each host: which tenant answers, or what this platform is. */
@org.jspecify.annotations.NullMarked
package io.tenantry.techstore.site.web;
