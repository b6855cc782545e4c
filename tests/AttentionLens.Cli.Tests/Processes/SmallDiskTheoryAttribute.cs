using System.ComponentModel;
using System.Diagnostics;

namespace AttentionLens.Cli.Tests.Processes;

/// <summary>A theory about a disk that is full; it is skipped where a process may not mount a small one for itself.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SmallDiskTheoryAttribute : TheoryAttribute
{
    private static readonly string? Missing = MayMount() ? null : "no process here may mount a disk that it alone sees (unshare, tmpfs)";

    public SmallDiskTheoryAttribute() => Skip = Missing;

    private static bool MayMount()
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(
                "unshare", ["--map-root-user", "--mount", "mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", Path.GetTempPath()])
            {
                RedirectStandardError = true,
            })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
