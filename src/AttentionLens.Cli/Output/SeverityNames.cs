namespace AttentionLens.Cli;

/// <summary>Severities as the command line writes them.</summary>
internal static class SeverityNames
{
    private static readonly Dictionary<string, Severity> Known = new(StringComparer.Ordinal)
    {
        ["hidden"] = Severity.Hidden,
        ["note"] = Severity.Note,
        ["warning"] = Severity.Warning,
        ["error"] = Severity.Error,
    };

    public static string Of(Severity severity) => Known.Single(entry => entry.Value == severity).Key;

    public static Severity Read(string text, string option) => Known.TryGetValue(text, out Severity severity)
        ? severity
        : throw new LensInputException($"{option} names severity '{text}'; expected {string.Join(", ", Known.Keys)}.");
}
