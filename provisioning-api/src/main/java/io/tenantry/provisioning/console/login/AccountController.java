package io.tenantry.provisioning.console.login;

import io.tenantry.provisioning.operators.LoggedInOperator;
import io.tenantry.provisioning.operators.Operators;
import io.tenantry.provisioning.operators.PasswordDesk;
import io.tenantry.registry.Actor;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** An operator's own account. */
@Controller
@RequestMapping("/console/account")
class AccountController {

  private final Operators operators;
  private final PasswordDesk passwords;

  AccountController(Operators operators, PasswordDesk passwords) {
    this.operators = operators;
    this.passwords = passwords;
  }

  @GetMapping
  String show(Principal who, Model model) {
    model
        .addAttribute("account", operators.find(who.getName()).orElse(null))
        .addAttribute("shortest", PasswordDesk.SHORTEST);
    return "console/account";
  }

  @PostMapping("/password")
  String change(
      @RequestParam(required = false) @Nullable String present,
      @RequestParam String password,
      Authentication who,
      Actor actor) {
    int changes = LoggedInOperator.passwordChanges(who);
    passwords.change(who.getName(), changes, present, password, actor);
    return "redirect:/console/login?changed";
  }
}
