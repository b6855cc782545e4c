using System.Collections.Immutable;
using System.Globalization;

namespace AttentionLens.Engine;

/// <summary>Checks that parts belong to one corpus, model and set of analyzers, and puts them in order.</summary>
internal static class PartCheck
{
    /// <summary>The parts in the order of their examples.</summary>
    public static ImmutableArray<AnalysisPart> Order(IReadOnlyList<AnalysisPart> parts)
    {
        if (parts.Count == 0)
        {
            throw new LensInputException("There is no part to combine; give at least one.");
        }

        ImmutableArray<AnalysisPart> ordered = [.. parts.OrderBy(part => part.FirstIndex).ThenBy(part => part.ExampleCount)];
        for (int index = 1; index < ordered.Length; index++)
        {
            Check(ordered[index - 1], ordered[index]);
        }

        return ordered;
    }

    private static void Check(AnalysisPart earlier, AnalysisPart later)
    {
        string where = string.Create(CultureInfo.InvariantCulture, $"The part from example {later.FirstIndex} on");
        long expected = earlier.FirstIndex + earlier.ExampleCount;
        if (later.FirstIndex != expected)
        {
            string what = later.FirstIndex < expected ? "overlaps the one before it" : "does not follow the one before it";
            throw new LensInputException(string.Create(
                CultureInfo.InvariantCulture, $"{where} {what}: expected example {expected}; give every part of the corpus once."));
        }

        if (later.ToolVersion != earlier.ToolVersion)
        {
            throw new LensInputException(
                $"{where} was made by version '{FailureLine.Clean(later.ToolVersion)}', "
                + $"the one before it by '{FailureLine.Clean(earlier.ToolVersion)}'; scan with one version.");
        }

        if (!SameModel(earlier, later))
        {
            throw new LensInputException(
                $"{where} was made with model '{FailureLine.Clean(later.Model.Name)}', "
                + $"the one before it with another ('{FailureLine.Clean(earlier.Model.Name)}'); scan with one model.");
        }

        if (!earlier.AnalyzerParts.Select(Spell).SequenceEqual(later.AnalyzerParts.Select(Spell), StringComparer.Ordinal))
        {
            throw new LensInputException(
                $"{where} was made with other analyzers or options than the one before it; scan all parts with the same ones.");
        }
    }

    private static bool SameModel(AnalysisPart earlier, AnalysisPart later) =>
        earlier.Model with { Labels = later.Model.Labels, Caveats = later.Model.Caveats } == later.Model
        && earlier.Model.Labels.SequenceEqual(later.Model.Labels, StringComparer.Ordinal)
        && earlier.Hooks.SequenceEqual(later.Hooks);

    private static string Spell(AnalyzerPart part) =>
        string.Join('\n', part.Options.Select(option => $"{option.Key}={option.Value}").Prepend(part.Name));
}
