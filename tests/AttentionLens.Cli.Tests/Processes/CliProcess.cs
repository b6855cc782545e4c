using System.Diagnostics;
using System.Text;
using AttentionLens.Cli.Tests.Running;

namespace AttentionLens.Cli.Tests.Processes;

/// <summary>The built tool as a process of its own.</summary>
internal sealed class CliProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly string Tool = Path.Combine(AppContext.BaseDirectory, "attentionlens.dll");

    private static readonly string Runtime =
        Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";

    private readonly Process _process;
    private readonly Task<byte[]> _output;
    private readonly Task<byte[]> _error;

    private CliProcess(string program, IEnumerable<string> args, IReadOnlyDictionary<string, string> environment)
    {
        ProcessStartInfo start = new(program)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (string arg in args)
        {
            start.ArgumentList.Add(arg);
        }

        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start)!;
        _process.StandardInput.Close();
        _output = ReadAsync(_process.StandardOutput.BaseStream);
        _error = ReadAsync(_process.StandardError.BaseStream);
    }

    public int Id => _process.Id;

    public bool HasEnded => _process.HasExited;

    public static CliProcess Start(params string[] args) => new(Runtime, ["exec", Tool, .. args], new Dictionary<string, string>());

    public static async Task<(CliResult Result, byte[] Out)> RunAsync(IReadOnlyDictionary<string, string> environment, params string[] args)
    {
        using CliProcess process = new(Runtime, ["exec", Tool, .. args], environment);
        return await process.EndAsync();
    }

    /// <summary>Runs with a disk of 16 kilobytes mounted at a folder, which only this process sees, and lists in a file what is left on it.</summary>
    public static async Task<CliResult> RunOnSmallDiskAsync(string disk, string listing, params string[] args)
    {
        const string Script = "mount -t tmpfs -o size=16k tmpfs \"$1\" || exit 99; disk=$1; listing=$2; shift 2; \"$@\"; code=$?; ls -A \"$disk\" > \"$listing\"; exit $code";
        using CliProcess process = new(
            "unshare", ["--map-root-user", "--mount", "sh", "-c", Script, "sh", disk, listing, Runtime, "exec", Tool, .. args], new Dictionary<string, string>());
        return (await process.EndAsync()).Result;
    }

    public async Task<(CliResult Result, byte[] Out)> EndAsync()
    {
        using CancellationTokenSource source = new(Patience);
        await _process.WaitForExitAsync(source.Token);
        byte[] output = await _output;
        return (new CliResult(_process.ExitCode, Encoding.UTF8.GetString(output), Encoding.UTF8.GetString(await _error)), output);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private static async Task<byte[]> ReadAsync(Stream stream)
    {
        using MemoryStream all = new();
        await stream.CopyToAsync(all);
        return all.ToArray();
    }
}
