package io.tenantry.provisioning.console.login;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.stereotype.Component;

@Component
class SingleSignOn {
  void add(HttpSecurity http) {}
}
