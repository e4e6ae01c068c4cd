package dev.nightjar.reports.output;

import dev.nightjar.reports.view.IndexPage;
import dev.nightjar.reports.view.TrialPage;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.regex.Pattern;

/** Renders the pages with the templates of {@code src/main/jte}, compiled when we were built. */
public final class Templates {

  private static final String PACKAGE = "dev.nightjar.reports.template";

  /**
   * Terminals' colour sequences and other control characters, which a page cannot show, and marks
   * that would turn the direction of the text beside them.
   */
  private static final Pattern CONTROL =
      Pattern.compile(
          "\\u001b\\[[0-9;?]*[ -/]*[@-~]|[\\x{80}-\\x{9F}\\x{202A}-\\x{202E}\\x{2066}-\\x{2069}]"
              + "|[\\p{Cntrl}&&[^\\n\\t]]");

  private final TemplateEngine engine =
      TemplateEngine.createPrecompiled(
          null, ContentType.Html, Templates.class.getClassLoader(), PACKAGE);

  /** The first page. */
  public String index(IndexPage page) {
    return render("index.jte", page);
  }

  /** The page of a trial. */
  public String trial(TrialPage page) {
    return render("trial.jte", page);
  }

  private String render(String template, Object page) {
    StringOutput output = new StringOutput();
    engine.render(template, page, output);
    return CONTROL.matcher(output.toString()).replaceAll("");
  }
}
