using System.Collections.Immutable;

namespace AttentionLens.Engine.Tests;

/// <summary>An analyzer whose registrations a test writes.</summary>
internal sealed class FakeAnalyzer(string name, Action<AnalysisContext> initialize) : LensAnalyzer
{
    public static FindingDescriptor Rule { get; } = new(
        "TT0001", "Something", "Saw {0}", "Tests", Severity.Note, FindingScope.Model);

    public static FindingDescriptor GraveRule { get; } = new(
        "TT0002", "Something grave", "Grave {0}", "Tests", Severity.Warning, FindingScope.Model);

    public static NumberOption Threshold { get; } = new("threshold", "A number in [0, 1].", 0.5, 0, 1);

    public override string Name => name;

    public override string Summary => "Does what a test wants.";

    public override ImmutableArray<FindingDescriptor> SupportedFindings => [Rule, GraveRule];

    public override ImmutableArray<OptionDescriptor> SupportedOptions => [Threshold];

    public override void Initialize(AnalysisContext context) => initialize(context);
}
