package org.tonewheel.pipelines.report.page;

import com.google.common.hash.Hashing;
import freemarker.core.HTMLOutputFormat;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;

/**
 * How pages are made: FreeMarker, which escapes every name, and resources put into the page, of
 * which a policy allows scripts by their hash.
 */
public final class PageTemplate {

  /** The style sheet that all pages share. */
  public static final String STYLE = "/org/tonewheel/pipelines/report/page/page.css";

  private PageTemplate() {}

  /**
   * Fills a template.
   *
   * @param beside the class whose package holds the template
   * @param name the template's file, ending in {@code .ftlh}
   * @throws IllegalStateException if the template does not fit the model
   */
  public static String fill(Class<?> beside, String name, Map<String, Object> model) {
    Configuration engine = new Configuration(Configuration.VERSION_2_3_34);
    engine.setClassForTemplateLoading(beside, "");
    engine.setDefaultEncoding(StandardCharsets.UTF_8.name());
    engine.setOutputFormat(HTMLOutputFormat.INSTANCE);
    engine.setLocale(Locale.ROOT);
    engine.setNumberFormat("0.######");
    engine.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    engine.setLogTemplateExceptions(false);
    try {
      StringWriter page = new StringWriter();
      engine.getTemplate(name).process(model, page);
      return page.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (TemplateException e) {
      throw new IllegalStateException("the template %s does not fit its data".formatted(name), e);
    }
  }

  /** Returns what a policy allows a script by. */
  public static String hash(String script) {
    byte[] digest = Hashing.sha256().hashString(script, StandardCharsets.UTF_8).asBytes();
    return "sha256-" + Base64.getEncoder().encodeToString(digest);
  }

  /**
   * Returns the text of a resource.
   *
   * @param beside the class whose package holds it, unless the name begins with a slash
   */
  public static String resource(Class<?> beside, String name) {
    try (InputStream file = beside.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException("%s is not on the class path".formatted(name));
      }
      // a browser hashes what it parsed, in which line ends are single
      return new String(file.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
