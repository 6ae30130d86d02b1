/** Who may do what over HTTP, and how one logs in. */
@org.jspecify.annotations.NullMarked
package io.tenantry.techstore.access.web;
