using System.Collections.Immutable;

namespace AttentionLens;

/// <summary>An analysis: declares what it needs to see, and reports findings and publishes figures. One instance serves one run.</summary>
public abstract class LensAnalyzer
{
    /// <summary>The name that users select it by: lower case, with dots, for instance <c>heads.measures</c>.</summary>
    public abstract string Name { get; }

    /// <summary>What it does, in one line.</summary>
    public abstract string Summary { get; }

    /// <summary>Every rule it may report.</summary>
    public abstract ImmutableArray<FindingDescriptor> SupportedFindings { get; }

    /// <summary>The settings it offers.</summary>
    public virtual ImmutableArray<OptionDescriptor> SupportedOptions => [];

    /// <summary>Registers what it wants to see of the model. Nothing has run yet.</summary>
    /// <param name="context">Takes the registrations.</param>
    public abstract void Initialize(AnalysisContext context);
}
