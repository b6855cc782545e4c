using AttentionLens.Hosting;
using AttentionLens.Rendering;

namespace AttentionLens.Cli;

/// <summary>What a command works with: the streams, and the plugins, which are loaded when they are first needed.</summary>
internal sealed class Session
{
    private readonly IReadOnlyList<string> _pluginFolders;
    private readonly bool _quiet;
    private readonly Lazy<LensHost> _host;

    public Session(CliStreams streams, IReadOnlyList<string> pluginFolders, bool quiet)
    {
        Streams = streams;
        _pluginFolders = pluginFolders;
        _quiet = quiet;
        string builtIn = Path.Combine(AppContext.BaseDirectory, "plugins");
        _host = new Lazy<LensHost>(() => LensHost.Create(new LensHostOptions
        {
            Plugins = [PluginSource.Of<RenderingPlugin>(), .. pluginFolders.Prepend(builtIn).Select(PluginSource.Folder)],
        }));
    }

    public CliStreams Streams { get; }

    public LensHost Host => _host.Value;

    /// <summary>The exit code of a command that did its own work: a plugin that could not be loaded is not passed over in silence.</summary>
    public int Outcome => _host.IsValueCreated && Host.Failures.Any(failure => !failure.IsLoaded) ? ExitCode.PluginFailed : ExitCode.Done;

    public bool ShowsProgress => !_quiet && Streams.ShowsProgress;

    /// <summary>Loads the plugins that the user named, for a command that needs none: a folder that is wrong is not passed over in silence.</summary>
    public void CheckPlugins()
    {
        if (_pluginFolders.Count > 0)
        {
            ReportFailures();
        }
    }

    /// <summary>Says something that <c>--quiet</c> leaves out.</summary>
    public void Hint(string line)
    {
        if (!_quiet)
        {
            Say(line);
        }
    }

    /// <summary>Says something that went wrong.</summary>
    public void Say(string line) => Streams.Error.WriteLine(Printable.Line(line));

    /// <summary>Says which files could not be made.</summary>
    public void Name(IEnumerable<UndrawnFile> undrawn)
    {
        foreach (UndrawnFile file in undrawn)
        {
            Say($"error: {file.Name}: {file.Reason}");
        }
    }

    /// <summary>Says once which plugins could not be loaded; the others go on.</summary>
    public void ReportFailures()
    {
        foreach (PluginFailure failure in Host.Failures)
        {
            Say($"{(failure.IsLoaded ? "note" : "error")}: {failure.Finding.Descriptor.Id}: {failure.Finding.Message}");
        }
    }

    /// <summary>The folder of a model, or of a sample model by its name.</summary>
    public static ModelFolder FolderOf(string model) => ModelFolder.Open(SampleModels.Resolve(model));

    /// <summary>Loads a model from a folder, or a sample model by its name.</summary>
    public async Task<LensModel> LoadAsync(string model, CancellationToken cancellationToken, ModelLoadOptions? options = null)
    {
        ReportFailures();
        ModelFolder folder = FolderOf(model);
        LensModel? loaded = null;
        await Progress.RunAsync(this, "loading the model", async report =>
        {
            Progress<LoadProgress> progress = new(step => report(step.Fraction));
            loaded = await Host.LoadModelAsync(folder, options, progress, cancellationToken);
        });
        foreach (string caveat in loaded!.Card.Caveats)
        {
            Hint($"note: {caveat}");
        }

        return loaded;
    }
}
