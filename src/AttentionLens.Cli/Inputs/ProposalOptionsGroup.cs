using System.Collections.Immutable;
using System.CommandLine;
using AttentionLens.Engine;
using AttentionLens.Hosting;

namespace AttentionLens.Cli;

/// <summary>The options that take what is cut out from the proposals of a report.</summary>
internal sealed class ProposalOptionsGroup
{
    private const long LargestReport = 1 << 30;

    private readonly Option<string?> _from = new("--from")
    {
        Description = "A report.json of analyze whose findings propose what goes, in place of a method and a number.",
        HelpName = "REPORT.json",
    };

    private readonly Option<string[]> _rules = new("--rule")
    {
        Description = $"Of --from: a rule whose findings' proposals go; by default {string.Join(" and ", ProposedRemoval.Harmless)}.",
        HelpName = "ID",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_from);
        command.Options.Add(_rules);
    }

    /// <summary>The report, or null where none is named.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="others">What says otherwise what goes.</param>
    /// <exception cref="LensInputException">Two ways were given, or the file is no report.</exception>
    public AnalysisReport? Read(ParseResult parsed, IReadOnlyList<Option> others)
    {
        if (parsed.GetValue(_from) is not { } path)
        {
            return parsed.GetValue(_rules) is { Length: > 0 }
                ? throw new LensInputException($"{_rules.Name} chooses among the proposals of a report; name one with {_from.Name}.")
                : null;
        }

        if (others.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false }) is { } other)
        {
            throw new LensInputException($"{_from.Name} was given with {other.Name}; expected one of them, because the report says what goes.");
        }

        try
        {
            using FileStream file = File.OpenRead(path);
            return file.Length <= LargestReport
                ? ReportJson.Read(file)
                : throw new LensInputException($"Report '{path}' is larger than {LargestReport >> 20} MiB; expected a report.json of analyze.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new LensInputException($"Report '{path}' cannot be opened; expected a report.json of analyze.", exception);
        }
    }

    /// <summary>The request with the units that the report proposes.</summary>
    /// <exception cref="LensInputException">The report proposes no such unit.</exception>
    public PruningRequest Narrow(ParseResult parsed, PruningRequest request, AnalysisReport report)
    {
        ImmutableArray<string> rules = parsed.GetValue(_rules) is { Length: > 0 } named ? [.. named] : ProposedRemoval.Harmless;
        ImmutableArray<ModelUnit> proposed = ProposedRemoval.UnitsIn(report, rules, request.Model);
        ImmutableArray<ModelUnit> chosen = [.. proposed.Where(unit => unit.Kind == request.Kind)];
        string others = string.Join(", ", proposed.Select(unit => ModelUnits.WordOf(unit.Kind)).Distinct());
        return chosen.IsEmpty
            ? throw new LensInputException(
                $"Findings of {string.Join(", ", rules)} in '{parsed.GetValue(_from)}' propose to remove no unit of kind {ModelUnits.WordOf(request.Kind)}; they propose {(others.Length == 0 ? "none" : others)}.")
            : ProposedRemoval.Of(request, chosen);
    }
}
