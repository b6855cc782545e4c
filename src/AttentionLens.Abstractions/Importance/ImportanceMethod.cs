using System.Collections.Immutable;

namespace AttentionLens;

/// <summary>Says how much a model needs each of its heads, sublayers or blocks on a corpus. A method keeps no state between calls.</summary>
public abstract class ImportanceMethod
{
    /// <summary>What is worth knowing about it.</summary>
    public abstract ImportanceDescriptor Descriptor { get; }

    /// <summary>The settings it offers.</summary>
    /// <value>None by default.</value>
    public virtual ImmutableArray<OptionDescriptor> SupportedOptions => [];

    /// <summary>Scores the units.</summary>
    /// <param name="context">The units, the examples, the metric, and the means.</param>
    /// <param name="cancellationToken">Cancels within a pass.</param>
    /// <exception cref="LensInputException">The method does not fit the model, the metric or a setting; the message says what would.</exception>
    public abstract ValueTask<ImportanceScores> ScoreAsync(ImportanceContext context, CancellationToken cancellationToken);
}
