package io.tenantry.provisioning.console;

import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.LiteWebJarsResourceResolver;

/** Style sheets and scripts, all from here: browsers ask each time whether they have changed. */
@Configuration(proxyBeanMethods = false)
class ConsoleAssets implements WebMvcConfigurer {

  @Override
  public void addResourceHandlers(ResourceHandlerRegistry resources) {
    resources
        .addResourceHandler("/console/assets/lib/**")
        .addResourceLocations("classpath:/META-INF/resources/webjars/")
        .setCacheControl(CacheControl.noCache())
        .resourceChain(true)
        .addResolver(new LiteWebJarsResourceResolver());
    resources
        .addResourceHandler("/console/assets/**")
        .addResourceLocations("classpath:/console/")
        .setCacheControl(CacheControl.noCache());
  }
}
