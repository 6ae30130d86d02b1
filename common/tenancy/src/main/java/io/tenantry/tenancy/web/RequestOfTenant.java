package io.tenantry.tenancy.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.WebUtils;

/** Without the part of the path that only names the tenant, as if each had its own context. */
final class RequestOfTenant extends HttpServletRequestWrapper {

  private final String path;

  private RequestOfTenant(HttpServletRequest request, String path) {
    super(request);
    this.path = path;
  }

  /** The request itself, if nothing of its path names the tenant, or has been taken off already. */
  static HttpServletRequest of(HttpServletRequest request, Destination destination) {
    if (!(destination instanceof Destination.OfTenant(_, String path))
        || path.isEmpty()
        || WebUtils.getNativeRequest(request, RequestOfTenant.class) != null) {
      return request;
    }
    ServletRequestPathUtils.clearParsedRequestPath(request);
    return new RequestOfTenant(request, path);
  }

  @Override
  public String getContextPath() {
    return super.getContextPath() + path;
  }

  /** A tenant's root has its slash, whether it was sent or not. */
  @Override
  public String getRequestURI() {
    String uri = super.getRequestURI();
    return uri.equals(getContextPath()) ? uri + "/" : uri;
  }

  @Override
  public String getServletPath() {
    String servletPath = super.getServletPath().substring(path.length());
    return servletPath.isEmpty() ? "/" : servletPath;
  }
}
