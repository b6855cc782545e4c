using AttentionLens.Numerics;

namespace AttentionLens.Models;

/// <summary>Makes queries, keys and values.</summary>
public abstract class AttentionProjection
{
    private protected AttentionProjection()
    {
    }

    /// <summary>The weights under the names of <see cref="WeightCatalog"/>.</summary>
    /// <param name="name">The sublayer's name.</param>
    /// <param name="settings">The heads.</param>
    internal abstract IEnumerable<ModelWeight> NamedWeights(string name, AttentionSettings settings);

    /// <summary>Its weights with some of the heads alone.</summary>
    /// <param name="heads">The query heads that stay, in order.</param>
    /// <param name="settings">The heads that it has.</param>
    internal abstract IEnumerable<StoredWeight> With(IReadOnlyList<int> heads, AttentionSettings settings);

    /// <summary>Its parameters.</summary>
    internal abstract IEnumerable<LinearLayer> Layers { get; }

    /// <summary>Projects.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="input">What queries are made from, [batch, position, width].</param>
    /// <param name="memory">What keys and values are made from.</param>
    /// <param name="settings">The heads.</param>
    internal abstract (Variable Query, Variable Key, Variable Value) Project(
        Pass pass, Variable input, Variable memory, AttentionSettings settings);

    /// <summary>Projects queries alone, where keys and values are known.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="input">What queries are made from, [batch, position, width].</param>
    /// <param name="settings">The heads.</param>
    internal abstract Variable Query(Pass pass, Variable input, AttentionSettings settings);
}
