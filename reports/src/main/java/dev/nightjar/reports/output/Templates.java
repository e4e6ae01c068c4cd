package dev.nightjar.reports.output;

import dev.nightjar.reports.view.ComparisonPage;
import dev.nightjar.reports.view.IndexPage;
import dev.nightjar.reports.view.StudiesPage;
import dev.nightjar.reports.view.TrialPage;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.List;
import java.util.Map;
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

  /**
   * The first page.
   *
   * @param root the way from the page to the folder of the report
   */
  public String index(IndexPage page, String root) {
    return index(page, root, PageAssets.index(root), List.of());
  }

  /** The first page with everything in it: styles, scripts, data, and the pages of the trials. */
  String single(IndexPage page, PageAssets assets, List<TrialPage> trials) {
    return index(page, "", assets, trials);
  }

  private String index(IndexPage page, String root, PageAssets assets, List<TrialPage> trials) {
    return render(
        "index.jte", Map.of("page", page, "root", root, "assets", assets, "trials", trials));
  }

  /**
   * The page of a trial.
   *
   * @param root the way from the page to the folder of the report
   */
  public String trial(TrialPage page, String root) {
    return render("trial.jte", Map.of("page", page, "assets", PageAssets.trial(root)));
  }

  /** The page that compares studies. */
  public String comparison(ComparisonPage page) {
    return render("comparison.jte", Map.of("page", page, "assets", PageAssets.comparison()));
  }

  /** A server's list of studies. */
  public String studies(StudiesPage page) {
    return render("studies.jte", Map.of("page", page, "assets", PageAssets.studies()));
  }

  private String render(String template, Map<String, Object> parameters) {
    StringOutput output = new StringOutput();
    engine.render(template, parameters, output);
    return CONTROL.matcher(output.toString()).replaceAll("");
  }
}
