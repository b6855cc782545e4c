using System.Globalization;

namespace AttentionLens.Engine;

/// <summary>Checks the numbers of a request before anything runs.</summary>
internal static class RequestCheck
{
    private const int LargestBatch = 4_096;
    private const int MostExamplesShown = 100_000;
    private const int MostExplained = 10_000;
    private const int MostKept = 1_000_000;

    public static void Check(AnalysisRequest request)
    {
        Within("BatchSize", request.BatchSize, 1, LargestBatch);
        Within("FirstIndex", request.FirstIndex, 0, long.MaxValue >> 16);
        if (request.Attributions is { } attributions)
        {
            Within("Attributions.MaxExamples", attributions.MaxExamples, 1, MostExplained);
        }

        Check(request.Report);
    }

    /// <summary>Whether an attribution is faithful is said over all examples that are shown, which a part does not have.</summary>
    public static void DemandNoAttributions(AnalysisRequest request)
    {
        if (request.Attributions is { Methods.IsDefaultOrEmpty: false })
        {
            throw new LensInputException("Attributions are asked for in a part of a corpus; expected none, ask for them in a run over all of it.");
        }
    }

    public static void Check(ReportSettings settings)
    {
        Within("MaxExamplesShown", settings.MaxExamplesShown, 0, MostExamplesShown);
        Within("MaxFindingsPerRule", settings.MaxFindingsPerRule, 0, MostKept);
        Within("MaxArtefactsPerAnalyzer", settings.MaxArtefactsPerAnalyzer, 0, MostKept);
    }

    private static void Within(string name, long value, long least, long most)
    {
        if (value < least || value > most)
        {
            throw new LensInputException(
                string.Create(CultureInfo.InvariantCulture, $"{name} is {value}; expected a number from {least} to {most}."));
        }
    }
}
