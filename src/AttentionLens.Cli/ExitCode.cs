namespace AttentionLens.Cli;

/// <summary>How a command ended.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    public const int Findings = 1;

    public const int BadInput = 2;

    public const int PluginFailed = 3;

    public const int Cancelled = 130;
}
