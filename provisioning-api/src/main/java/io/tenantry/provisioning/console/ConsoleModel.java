package io.tenantry.provisioning.console;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What every page of the console may use. */
@ControllerAdvice("io.tenantry.provisioning.console")
class ConsoleModel {

  private final Moments moments;

  ConsoleModel(Moments moments) {
    this.moments = moments;
  }

  /** Null for who is not logged in. */
  @ModelAttribute("me")
  Me me(HttpServletRequest request) {
    return Me.of(request);
  }

  @ModelAttribute("moments")
  Moments moments() {
    return moments;
  }
}
