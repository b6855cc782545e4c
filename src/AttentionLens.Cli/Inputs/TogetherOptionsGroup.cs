using System.Collections.Immutable;
using System.CommandLine;
using AttentionLens.Engine;
using AttentionLens.Hosting;

namespace AttentionLens.Cli;

/// <summary>The options that say whether units are removed together, and how far that goes.</summary>
internal sealed class TogetherOptionsGroup
{
    /// <summary>Units go one after the other, the cheapest next one first.</summary>
    public const string Greedy = "greedy";

    /// <summary>Every two of the units that score highest go.</summary>
    public const string Pairwise = "pairwise";

    private readonly Option<string[]> _together = new("--together")
    {
        Description = $"Remove units together: {Greedy} (the cheapest next one, again and again), {Pairwise} (every two of those that score highest), or both.",
        HelpName = "HOW",
    };

    private readonly Option<double?> _maxDrop = NumberOption.Create(
        "--max-drop", "D", 0, 1e9, $"Where {Greedy} stops: how much worse the metric may get, in its own unit.");

    private readonly Option<int?> _most = WholeNumberOption.Create(
        "--most", "N", 1, 100_000, $"How many units go together: by default {GreedyRemoval.DefaultSteps} steps, and the pairs of {PairwiseInteraction.DefaultUnits}.");

    public void AddTo(Command command)
    {
        command.Options.Add(_together);
        command.Options.Add(_maxDrop);
        command.Options.Add(_most);
    }

    /// <summary>What was asked for, before any work is done.</summary>
    /// <exception cref="LensInputException">A word or a number cannot be used.</exception>
    public ImmutableArray<string> Ways(ParseResult parsed)
    {
        ImmutableArray<string> ways = [.. (parsed.GetValue(_together) ?? []).SelectMany(given => given.Split(',', StringSplitOptions.TrimEntries)).Distinct(StringComparer.Ordinal)];
        if (ways.FirstOrDefault(way => way is not (Greedy or Pairwise)) is { } unknown)
        {
            throw new LensInputException($"{_together.Name} is '{unknown}'; expected {Greedy} or {Pairwise}.");
        }

        if ((parsed.GetValue(_maxDrop) is not null && !ways.Contains(Greedy)) || (parsed.GetValue(_most) is not null && ways.IsEmpty))
        {
            throw new LensInputException($"{_maxDrop.Name} and {_most.Name} bound what is removed together; say how with {_together.Name}.");
        }

        return ways;
    }

    /// <summary>Measures what was asked for.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="report">What the methods say; the first says whose pairs are worth the work.</param>
    /// <param name="request">The model, the examples and the metric.</param>
    /// <param name="progress">Hears how far the steps are.</param>
    /// <param name="cancellationToken">Cancels within a pass.</param>
    public async Task<ImportanceReport> MeasureAsync(
        ParseResult parsed, ImportanceReport report, ImportanceRequest request, IProgress<double> progress, CancellationToken cancellationToken)
    {
        ImmutableArray<string> ways = Ways(parsed);
        int? most = parsed.GetValue(_most);
        return report with
        {
            Greedy = ways.Contains(Greedy)
                ? await GreedyRemoval.RunAsync(request, parsed.GetValue(_maxDrop), most ?? GreedyRemoval.DefaultSteps, progress, cancellationToken)
                : null,
            Pairwise = ways.Contains(Pairwise)
                ? await PairwiseInteraction.RunAsync(request, PairwiseInteraction.MostImportant(report.Results[0], most ?? PairwiseInteraction.DefaultUnits), cancellationToken)
                : null,
        };
    }
}
