using System.Collections.Immutable;
using System.Globalization;
using AttentionLens.Engine;
using AttentionLens.Hosting;

namespace AttentionLens.Cli;

/// <summary>Importance for a person: the units that score highest, and a summary in words.</summary>
internal static class ImportanceText
{
    private const int MostRows = 20;
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    public static void Write(CliStreams streams, ImportanceReport report)
    {
        foreach (ImportanceResult result in report.Results)
        {
            streams.Out.WriteLine($"{result.Method}, by {ImportanceNames.Of(result.Metric)}");
            WriteTable(streams, result);
            WriteLines(streams, ImportanceWords.Of(result));
        }

        WriteLines(streams, [.. report.Greedy is { } greedy ? [ImportanceWords.Of(greedy)] : Array.Empty<string>(), .. report.Pairwise is { } pairwise ? [ImportanceWords.Of(pairwise)] : Array.Empty<string>()]);
    }

    private static void WriteTable(CliStreams streams, ImportanceResult result)
    {
        bool isTested = result.Units.All(unit => unit.Test is not null);
        UnitImportance[] highest = [.. result.Units.OrderByDescending(unit => unit.Score).Take(MostRows)];
        string[] columns = ["unit", "score", "95 % interval", .. isTested ? ["p", "p corrected", "effect size"] : Array.Empty<string>()];
        Tables.Write(streams, columns, highest.Select(unit => (IReadOnlyList<string>)
        [
            unit.Unit.ToString(),
            Number(unit.Score),
            unit.Interval is { } interval ? $"{Number(interval.Low)} to {Number(interval.High)}" : string.Empty,
            .. unit.Test is { } test ? [Number(test.PValue), Number(test.AdjustedPValue), Number(test.EffectSize)] : Array.Empty<string>(),
        ]));
        if (highest.Length < result.Units.Length)
        {
            streams.Out.WriteLine(string.Create(Culture, $"and {result.Units.Length - highest.Length} with lower scores"));
        }
    }

    private static void WriteLines(CliStreams streams, ImmutableArray<string> lines)
    {
        foreach (string line in lines)
        {
            streams.Out.WriteLine(line);
        }
    }

    private static string Number(double? number) => number?.ToString("G3", Culture) ?? string.Empty;
}
