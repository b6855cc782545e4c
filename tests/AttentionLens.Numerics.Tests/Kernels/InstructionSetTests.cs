using System.Diagnostics;
using AttentionLens.Benchmarks;

namespace AttentionLens.Numerics.Tests;

/// <summary>All checks again in a process that may not use the wider vectors.</summary>
public sealed class InstructionSetTests
{
    [Theory]
    [InlineData("DOTNET_EnableAVX512", "Vector512 False")]
    [InlineData("DOTNET_EnableAVX2", "Vector256 False")]
    [InlineData("DOTNET_EnableHWIntrinsic", "Vector128 False")]
    public void Kernels_InstructionSetSwitchedOff_MatchDoublePrecision(string variable, string expected)
    {

        using Process process = new();
        process.StartInfo = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardOutput = true,
            ArgumentList = { "exec", typeof(KernelChecks).Assembly.Location, "check", "4" },
        };
        process.StartInfo.Environment[variable] = "0";
        process.Start();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Contains(expected, output, StringComparison.Ordinal);
        Assert.True(process.ExitCode == 0, output);
    }
}
