using AttentionLens.Hosting;
using AttentionLens.Rendering;
using Spectre.Console;

namespace AttentionLens.Cli;

/// <summary>What a command works with: the streams, the loaded plugins, and the folder of sample models.</summary>
internal sealed class Session
{
    private readonly bool _quiet;

    public Session(CliStreams streams, IReadOnlyList<string> pluginFolders, bool quiet)
    {
        Streams = streams;
        _quiet = quiet;
        string builtIn = Path.Combine(AppContext.BaseDirectory, "plugins");
        Host = LensHost.Create(new LensHostOptions
        {
            Plugins = [PluginSource.Of<RenderingPlugin>(), .. pluginFolders.Prepend(builtIn).Select(PluginSource.Folder)],
        });
    }

    public CliStreams Streams { get; }

    public LensHost Host { get; }

    /// <summary>The exit code of a command that did its own work: a plugin that could not be loaded is not passed over in silence.</summary>
    public int Outcome => Host.Failures.Any(failure => !failure.IsLoaded) ? ExitCode.PluginFailed : ExitCode.Done;

    public bool ShowsProgress => !_quiet && Streams.ShowsProgress;

    /// <summary>The console for tables; colours only on a terminal, and none where NO_COLOR is set.</summary>
    public IAnsiConsole Tables => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Out = new AnsiConsoleOutput(Streams.Out),
        Ansi = Console.IsOutputRedirected || Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 } ? AnsiSupport.No : AnsiSupport.Detect,
    });

    public void Hint(string line)
    {
        if (!_quiet)
        {
            Streams.Error.WriteLine(line);
        }
    }

    /// <summary>Says once which plugins could not be loaded; the others go on.</summary>
    public void ReportFailures()
    {
        foreach (PluginFailure failure in Host.Failures)
        {
            string severity = failure.IsLoaded ? "note" : "error";
            Streams.Error.WriteLine($"{severity}: {failure.Finding.Descriptor.Id}: {CommandLine.OneLine(failure.Finding.Message)}");
        }
    }

    /// <summary>Loads a model from a folder, or a sample model by its name.</summary>
    public async Task<LensModel> LoadAsync(string model, CancellationToken cancellationToken)
    {
        ReportFailures();
        ModelFolder folder = ModelFolder.Open(SampleModels.Resolve(model));
        LensModel? loaded = null;
        await Progress.RunAsync(this, "loading the model", async report =>
        {
            Progress<LoadProgress> progress = new(step => report(step.Fraction));
            loaded = await Host.LoadModelAsync(folder, null, progress, cancellationToken);
        });
        foreach (string caveat in loaded!.Card.Caveats)
        {
            Hint($"note: {caveat}");
        }

        return loaded;
    }
}
