namespace AttentionLens.Testing.Conformance;

/// <summary>An adapter breaks laws. The message has a line for each law that says what it demands, and below it where it is broken.</summary>
public sealed class ConformanceException : LensException
{
    internal ConformanceException(ConformanceReport report)
        : base(Message(report)) => Report = report;

    /// <summary>The whole report.</summary>
    public ConformanceReport Report { get; }

    private static new string Message(ConformanceReport report)
    {
        LawResult[] failed = [.. report.Results.Where(result => result.Outcome == LawOutcome.Failed)];
        IEnumerable<string> lines = failed.SelectMany(result => (string[])[$"{result.Law.Id}: {result.Law.Demand}", .. Indented(result)]);
        return $"{report.Architecture} of adapter '{report.Family}' breaks {failed.Length} of {report.Results.Length} laws.\n{string.Join('\n', lines)}";
    }

    private static IEnumerable<string> Indented(LawResult result) =>
        result.FurtherFailures == 0
            ? result.Failures.Select(failure => $"  {failure}")
            : [.. result.Failures.Select(failure => $"  {failure}"), $"  … and at {result.FurtherFailures} further places"];
}
