using System.Diagnostics.CodeAnalysis;
using AttentionLens.Numerics;

namespace AttentionLens.Models;

/// <summary>The normalisation behind the last block of an encoder, as a stage of its own: what a decoder attends to.</summary>
public sealed class NormStage : Stage
{
    private readonly FinalNorm _norm;

    /// <summary>Creates the stage.</summary>
    /// <param name="name">Its name, for instance <c>encoder.ln_final</c>.</param>
    /// <param name="norm">The normalisation.</param>
    [SetsRequiredMembers]
    public NormStage(string name, FinalNorm norm)
        : base(name)
    {
        FirstSite = norm.Site;
        _norm = norm;
    }

    /// <inheritdoc/>
    public override IEnumerable<ModelWeight> NamedWeights => _norm.Norm.NamedWeights;

    /// <inheritdoc/>
    public override Variable Run(Pass pass, Variable? input) => FinalNorm.Apply(_norm, pass, input!);
}
