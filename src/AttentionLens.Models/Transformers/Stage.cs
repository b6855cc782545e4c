using System.Collections.Immutable;
using AttentionLens.Numerics;

namespace AttentionLens.Models;

/// <summary>A stage of a model: embedding, one block, or the head. A function from state to state.</summary>
public abstract class Stage
{
    /// <summary>Creates a stage.</summary>
    /// <param name="name">Its name: <c>embed</c>, <c>blocks.0</c> … <c>head</c>.</param>
    protected Stage(string name) => Name = name;

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>The site of its first hook point; a stage without any names the next stage's.</summary>
    public required int FirstSite { get; init; }

    /// <summary>Its weights under the names of <see cref="WeightCatalog"/>.</summary>
    /// <value>None by default.</value>
    public virtual IEnumerable<ModelWeight> NamedWeights => [];

    /// <summary>What a checkpoint calls the weights that were read for it.</summary>
    internal ImmutableArray<string> OwnWeights { get; set; } = [];

    /// <summary>Runs the stage.</summary>
    /// <param name="pass">The pass it is part of.</param>
    /// <param name="input">What the stage before gave; null for the first stage.</param>
    /// <returns>What goes to the next stage.</returns>
    public abstract Variable Run(Pass pass, Variable? input);
}
