/** Finds the language of a request and answers problems in it. */
@org.jspecify.annotations.NullMarked
package io.tenantry.techstore.languages.web;
