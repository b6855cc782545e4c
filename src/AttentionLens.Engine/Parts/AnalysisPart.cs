using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>What a run over a part of a corpus gave: findings, figures, and statistics that are not read yet. Parts are written,
/// carried to one place, and combined into the report that one run over the whole corpus would give.</summary>
/// <remarks>Sums of floating-point numbers are added up in another order than in one run, so statistics agree to within rounding;
/// parts cut at the same places give equal bytes. Figures of a type that a plugin made keep their name, heading and caption
/// alone.</remarks>
public sealed class AnalysisPart
{
    /// <summary>The version of the JSON form of parts.</summary>
    public const string SchemaVersion = "1";

    internal AnalysisPart(ImmutableArray<ReportExample> examples, ImmutableArray<AnalyzerPart> analyzers)
    {
        Examples = examples;
        AnalyzerParts = analyzers;
    }

    /// <summary>The version of AttentionLens that made it.</summary>
    public required string ToolVersion { get; init; }

    /// <summary>The model.</summary>
    public required ModelCard Model { get; init; }

    /// <summary>The model's hook points.</summary>
    public required HookCatalog Hooks { get; init; }

    /// <summary>The index of the part's first example in the whole corpus, from 0.</summary>
    public required long FirstIndex { get; init; }

    /// <summary>How many examples the part has.</summary>
    public required long ExampleCount { get; init; }

    /// <summary>The names of the analyzers that ran, in name order.</summary>
    public ImmutableArray<string> Analyzers => [.. AnalyzerParts.Select(part => part.Name)];

    internal ImmutableArray<ReportExample> Examples { get; }

    internal ImmutableArray<AnalyzerPart> AnalyzerParts { get; }

    /// <summary>Writes the part as JSON.</summary>
    /// <param name="destination">Takes the bytes, in UTF-8.</param>
    /// <exception cref="LensInputException">Two rules of the part have one id.</exception>
    public void Write(Stream destination) => PartJson.Write(this, destination);

    /// <summary>Reads a part.</summary>
    /// <param name="source">The bytes, possibly from a stranger.</param>
    /// <exception cref="LensInputException">They are not a part of this version.</exception>
    public static AnalysisPart Read(Stream source) => PartJson.Read(source);

    internal static AnalysisPart From(CollectedResults results, long firstIndex) => new(
        results.Examples, [.. results.Analyzers.Select(AnalyzerPart.From)])
    {
        ToolVersion = results.Scope.Settings.ToolVersion,
        Model = results.Model,
        Hooks = results.Hooks,
        FirstIndex = firstIndex,
        ExampleCount = results.ExampleCount,
    };
}
