namespace AttentionLens.Browser.Tests;

/// <summary>A fact that needs Chromium; it is skipped, saying what is missing, where that is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = ChromiumProcess.Missing;
}
