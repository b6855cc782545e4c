using System.Collections;

namespace AttentionLens;

/// <summary>The weights of a model in one vocabulary for all families, whatever a checkpoint calls them and however it packs them.</summary>
/// <remarks><c>embed.W_E</c> [class, width]; in each block <c>attn.W_Q</c>, <c>W_K</c>, <c>W_V</c> [head, width, head width] and <c>attn.W_O</c>
/// [head, head width, width] with <c>b_Q</c>, <c>b_K</c>, <c>b_V</c> [head, head width] and <c>b_O</c> [width]; <c>mlp.W_in</c>, <c>mlp.W_gate</c> [width, mlp width],
/// <c>mlp.W_out</c> [mlp width, width] with <c>b_in</c>, <c>b_out</c>; normalisations <c>ln1</c> (attention), <c>ln_cross</c>, <c>ln2</c> (MLP) and <c>ln_final</c> with
/// <c>w</c> and <c>b</c>; <c>pooler.W</c>; <c>unembed.W_U</c> [width, class]. Biases that a model does not have are not there.</remarks>
public sealed class WeightCatalog : IReadOnlyCollection<ModelWeight>
{
    private readonly Dictionary<string, ModelWeight> _weights = new(StringComparer.Ordinal);

    /// <summary>Creates a catalog.</summary>
    /// <param name="weights">The weights, in the model's order.</param>
    /// <exception cref="ArgumentException">Two have one name.</exception>
    public WeightCatalog(IEnumerable<ModelWeight> weights)
    {
        foreach (ModelWeight weight in weights)
        {
            _weights.Add(weight.Name, weight);
        }
    }

    /// <summary>A catalog of a model that shows no weights.</summary>
    public static WeightCatalog Empty { get; } = new([]);

    /// <inheritdoc/>
    public int Count => _weights.Count;

    /// <summary>A weight by its name.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="LensInputException">The model has none of that name; the nearest are named.</exception>
    public ModelWeight Get(string name) => Find(name) ?? throw new LensInputException(
        Count == 0 ? $"Weight '{name}' is not there: the model shows no weights." : $"Weight '{name}' is not there; nearest: {string.Join(", ", Nearest.To(name, _weights.Keys, 3))}.");

    /// <summary>A weight by its name, or null where the model has none.</summary>
    /// <param name="name">The name.</param>
    public ModelWeight? Find(string name) => _weights.GetValueOrDefault(name);

    /// <inheritdoc/>
    public IEnumerator<ModelWeight> GetEnumerator() => _weights.Values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
