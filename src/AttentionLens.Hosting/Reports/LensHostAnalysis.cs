using AttentionLens.Engine;

namespace AttentionLens.Hosting;

/// <summary>The main job: a host's analyzers over a model and its inputs.</summary>
public static class LensHostAnalysis
{
    /// <summary>Runs analyzers over inputs in one shared pass. Plugins that could not be loaded are findings of the report.</summary>
    /// <param name="host">The host.</param>
    /// <param name="model">The model.</param>
    /// <param name="inputs">The inputs, read once.</param>
    /// <param name="selection">Which analyzers run, and how.</param>
    /// <param name="encode">How inputs become token ids.</param>
    /// <param name="batchSize">How many examples go through the model together, or null for the default.</param>
    /// <param name="progress">Hears how far it is.</param>
    /// <param name="cancellationToken">Cancels within a batch.</param>
    /// <exception cref="LensInputException">An analyzer, an attribution method, a setting, a rule or an input cannot be used.</exception>
    public static Task<AnalysisReport> AnalyzeAsync(
        this LensHost host,
        LensModel model,
        IAsyncEnumerable<LensInput> inputs,
        AnalysisSelection selection,
        EncodeOptions encode,
        int? batchSize = null,
        IProgress<AnalysisProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        AnalysisRequest request = new()
        {
            Model = model,
            Analyzers = AnalyzerChoice.Of(host, selection),
            Providers = [.. host.InterventionProviders.Select(part => part.Create())],
            Inputs = inputs,
            Encode = encode,
            Attributions = selection.Attributions,
            Report = new ReportSettings
            {
                ToolVersion = typeof(LensHost).Assembly.GetName().Version!.ToString(3),
                Severities = selection.Severities,
                Plugins = [.. host.Plugins.Select(plugin => plugin.Record)],
                HostRules = HostFindings.All,
                HostFindings = [.. host.Failures.Select(failure => failure.Finding)],
                ClassifyFailure = PluginFailures.Classify,
            },
        };
        return AnalysisEngine.RunAsync(
            batchSize is { } size ? request with { BatchSize = size } : request, progress, cancellationToken);
    }
}
