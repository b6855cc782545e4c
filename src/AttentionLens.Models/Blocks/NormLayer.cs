using AttentionLens.Numerics;

namespace AttentionLens.Models;

/// <summary>A normalisation with its weights.</summary>
public abstract class NormLayer
{
    private protected NormLayer()
    {
    }

    /// <summary>Its weights under the names of <see cref="WeightCatalog"/>.</summary>
    internal abstract IEnumerable<ModelWeight> NamedWeights { get; }

    /// <summary>Normalises.</summary>
    /// <param name="tape">The computation.</param>
    /// <param name="x">[…, width].</param>
    public abstract Variable Apply(Tape tape, Variable x);
}
