namespace AttentionLens.Browser.Tests;

/// <summary>A theory that needs Chromium; it is skipped, saying what is missing, where that is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute() => Skip = ChromiumProcess.Missing;
}
