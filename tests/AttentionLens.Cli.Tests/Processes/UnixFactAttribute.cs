namespace AttentionLens.Cli.Tests.Processes;

/// <summary>A fact about signals and named pipes; it is skipped where there are none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute() => Skip = OperatingSystem.IsWindows() ? "Windows has no signals and no named pipes in folders" : null;
}
