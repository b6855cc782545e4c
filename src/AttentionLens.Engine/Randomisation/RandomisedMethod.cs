using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>What becomes of a method's scores as the stages of a model become random.</summary>
/// <param name="Method">The method.</param>
/// <param name="Correlations">After each stage of <see cref="RandomisationResult.Stages"/> the rank correlation of the sizes of the scores with those of the model as
/// it is, mean over the examples; from -1 to 1, near 0 for a method that looks at the model.</param>
public sealed record RandomisedMethod(string Method, ImmutableArray<double> Correlations)
{
    /// <summary>A method is called blind to the weights where the correlation is above this with all of them random.</summary>
    public const double Blind = 0.9;

    /// <summary>The mean over the stages.</summary>
    public double Mean => Correlations.Average();

    /// <summary>The correlation with all weights random.</summary>
    public double AllRandom => Correlations[^1];
}
