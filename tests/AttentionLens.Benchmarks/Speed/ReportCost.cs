using System.Diagnostics;
using System.Globalization;
using AttentionLens.Engine;
using AttentionLens.Heads;
using AttentionLens.Hosting;
using AttentionLens.Maps;
using AttentionLens.Numerics;
using AttentionLens.Rendering;

namespace AttentionLens.Benchmarks;

/// <summary>What reports of the analyzers that run by default take: the run, each analyzer beside a pass that reads every pattern, the JSON, the page, and the figures one by one.
/// On one thread, by the processor time of the process, so that others on the machine do not count.</summary>
public static class ReportCost
{
    private const int Rounds = 2;

    private static readonly LensHost Host = LensHost.Create(new LensHostOptions
    {
        Plugins = [PluginSource.Of<RenderingPlugin>(), PluginSource.Of<MapsPlugin>(), PluginSource.Of<HeadsPlugin>()],
    });

    public static void Print(TextWriter output)
    {
        ThreadTeam.Resize(1);
        Print(TextWriter.Null, 2, 2, 16);
        foreach ((int layers, int heads, int tokens) in ((int, int, int)[])[(12, 12, 128), (24, 16, 128), (24, 16, 512)])
        {
            Print(output, layers, heads, tokens);
        }
    }

    private static void Print(TextWriter output, int layers, int heads, int tokens)
    {
        using SeededBert scope = new(layers, heads);
        AnalysisReport Run(params string[] analyzers) => Host.AnalyzeAsync(
            scope.Model, new[] { SeededBert.Input(tokens) }.ToAsyncEnumerable(), new AnalysisSelection { Analyzers = [.. analyzers] }, new EncodeOptions()).GetAwaiter().GetResult();

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{layers} layers of {heads} heads, {tokens} tokens"));
        (double pass, _) = Timed(() => Run("maps.tokens"), Rounds);
        (double all, AnalysisReport report) = Timed(() => Run("*"), Rounds);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  pass with maps.tokens {pass,8:F2} s    all analyzers {all,8:F2} s"));
        foreach (string analyzer in report.Analyzers.Select(analyzer => analyzer.Name).Where(name => name != "maps.tokens"))
        {
            (double with, _) = Timed(() => Run(analyzer, "maps.tokens"), Rounds);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {analyzer,-22} {with - pass,8:F2} s"));
        }

        Write(output, "report.json", stream => ReportJson.Write(report, stream));
        ArtefactRenderer[] renderers = [.. Host.Renderers.Select(part => part.Create())];
        foreach (string format in (string[])["html", "md"])
        {
            ReportRenderer renderer = Host.ReportRenderers.Single(part => part.Prototype.Format == format).Create();
            Write(output, $"report.{format}", stream => renderer.Render(report, renderers, RenderOptions.Default, stream));
        }

        ArtefactRenderer drawing = renderers.First(renderer => renderer.Format == "svg");
        Write(output, string.Create(CultureInfo.InvariantCulture, $"{report.Artefacts.Length} figures"), stream =>
        {
            foreach (Artefact artefact in report.Artefacts.Where(drawing.CanRender))
            {
                drawing.Render(artefact, RenderOptions.Default, stream);
            }
        });
    }

    private static void Write(TextWriter output, string name, Action<Stream> write)
    {
        using MemoryStream destination = new();
        (double seconds, _) = Timed(() =>
        {
            destination.SetLength(0);
            write(destination);
            return 0;
        }, Rounds);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name,-22} {seconds,8:F2} s {destination.Length,14:N0} bytes"));
    }

    private static (double Seconds, T Result) Timed<T>(Func<T> run, int rounds)
    {
        using Process process = Process.GetCurrentProcess();
        double best = double.PositiveInfinity;
        T result = default!;
        for (int round = 0; round < rounds; round++)
        {
            GC.Collect();
            process.Refresh();
            double start = process.TotalProcessorTime.TotalSeconds;
            result = run();
            process.Refresh();
            best = Math.Min(best, process.TotalProcessorTime.TotalSeconds - start);
        }

        return (best, result);
    }
}
