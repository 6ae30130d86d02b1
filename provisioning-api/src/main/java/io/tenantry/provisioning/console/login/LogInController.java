package io.tenantry.provisioning.console.login;

import io.tenantry.problems.ProblemException;
import io.tenantry.provisioning.operators.PasswordDesk;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.WebAttributes;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The pages for who is not logged in. */
@Controller
@RequestMapping("/console")
class LogInController {

  private final PasswordDesk passwords;
  private final SingleSignOn singleSignOn;

  LogInController(PasswordDesk passwords, SingleSignOn singleSignOn) {
    this.passwords = passwords;
    this.singleSignOn = singleSignOn;
  }

  @GetMapping("/login")
  String logIn(Model model) {
    model.addAttribute("singleSignOn", singleSignOn.isOn());
    return "console/login";
  }

  /** A page with a button: programs that follow links before people do must not use it up. */
  @GetMapping("/link")
  String link(@RequestParam(defaultValue = "") String token, Model model) {
    return passwords
        .operatorOf(token)
        .map(
            name -> {
              model.addAttribute("name", name).addAttribute("token", token);
              return "console/link";
            })
        .orElse("redirect:/console/login?link");
  }

  @GetMapping("/first")
  String first(@RequestParam(defaultValue = "") String token, Model model) {
    if (!passwords.isForFirstAccount(token)) {
      return "redirect:/console/login?link";
    }
    model.addAttribute("token", token).addAttribute("shortest", PasswordDesk.SHORTEST);
    return "console/first";
  }

  @PostMapping("/first")
  String first(@Valid FirstAccountForm form, HttpServletRequest request) {
    passwords.createFirst(form.token(), form.name(), form.password(), request.getRemoteAddr());
    return "redirect:/console/login?made";
  }

  @RequestMapping("/refused")
  String refused(HttpServletRequest request) {
    throw request.getAttribute(WebAttributes.ACCESS_DENIED_403) instanceof CsrfException
        ? new ProblemException(
            HttpStatus.FORBIDDEN, "page-too-old", "This page is too old; load it again.")
        : new ProblemException(
            HttpStatus.FORBIDDEN, "role-missing", "Your role does not allow that.");
  }
}
