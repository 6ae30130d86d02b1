package io.tenantry.techstore.site.web;

import io.swagger.v3.oas.annotations.Hidden;
import io.tenantry.tenancy.web.PublicApi;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The platform's own first page, on the base domain. */
@PublicApi
@RestController
@Hidden
class PublicRootController {

  private static final String ABOUT =
      "TechStore, for repair shops. Each shop has a domain of its own; this one is the platform's.";
  private static final Map<String, String> LINKS =
      Map.of("openapi", "/v3/api-docs", "health", "/actuator/health");

  private final PublicRoot root;

  PublicRootController(ObjectProvider<BuildProperties> build) {
    BuildProperties properties = build.getIfAvailable();
    root =
        new PublicRoot(
            "TechStore", ABOUT, properties == null ? null : properties.getVersion(), LINKS);
  }

  @GetMapping(path = "/", produces = MediaType.APPLICATION_JSON_VALUE)
  PublicRoot about() {
    return root;
  }

  record PublicRoot(
      String name, String about, @Nullable String version, Map<String, String> links) {}
}
