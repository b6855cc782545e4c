using System.Collections.Immutable;

namespace AttentionLens.Rendering;

/// <summary>Refuses reports that no run gives but a file may hold, with the one line that says where.</summary>
internal static class ReportChecks
{
    /// <summary>Checks a report before it is written.</summary>
    /// <exception cref="LensInputException">A list is missing, or two artefacts have one id.</exception>
    public static void Any(AnalysisReport report)
    {
        Present(report.Examples, "examples", "The report");
        Present(report.Analyzers, "analyzers", "The report");
        Present(report.Findings, "findings", "The report");
        Present(report.Artefacts, "artefacts", "The report");
        Present(report.Plugins, "plugins", "The report");
        foreach (ReportExample example in report.Examples)
        {
            Present(example.Tokens, "tokens", ReportFacts.ExampleName(example));
        }

        foreach (AnalyzerRecord analyzer in report.Analyzers)
        {
            Present(analyzer.Rules, "rules", $"Analyzer '{VisibleText.Short(analyzer.Name)}'");
        }

        foreach (Finding finding in report.Findings)
        {
            Present(finding.Measures, "measures", $"A finding of {VisibleText.Short(finding.Descriptor.Id)}");
            Present(finding.Artefacts, "artefacts", $"A finding of {VisibleText.Short(finding.Descriptor.Id)}");
        }

        HashSet<ArtefactId> seen = [];
        foreach (Artefact artefact in report.Artefacts)
        {
            if (!seen.Add(artefact.Id))
            {
                throw new LensInputException($"The report holds two artefacts named '{artefact.Id}'; expected an id of its own for each.");
            }
        }
    }

    private static void Present<T>(ImmutableArray<T> list, string name, string owner)
    {
        if (list.IsDefault)
        {
            throw new LensInputException($"{owner} has no list of {name}; expected one that may be empty.");
        }
    }
}
