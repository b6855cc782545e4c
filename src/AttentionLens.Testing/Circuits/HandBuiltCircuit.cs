using System.Collections.Immutable;

namespace AttentionLens.Testing.Circuits;

/// <summary>A small GPT-2 whose weights are written by hand, so that it is known what each head does and which positions decide: ground truth for analyzers
/// and attribution methods. Token 0 opens every input; tokens stand at right angles to each other, to positions, and to what heads write.</summary>
public sealed class HandBuiltCircuit
{
    private readonly int _layers;

    private HandBuiltCircuit(string name, int layers, ImmutableArray<PlantedHead> heads, ImmutableArray<LensInput> inputs)
    {
        Name = name;
        Heads = heads;
        Inputs = inputs;
        _layers = layers;
    }

    /// <summary>One layer. A head copies the one letter of the input (tokens 6 to 11) from among fillers (1 to 5) to the answer.</summary>
    public static HandBuiltCircuit Copying { get; } = new(
        "copying",
        1,
        [new(0, 0, PlantedRole.Copying), new(0, 1, PlantedRole.PreviousToken), new(0, 2, PlantedRole.FirstToken), new(0, 3, PlantedRole.Even)],
        [
            Copied(1, 0, 6, 2, 3, 4, 5, 1, 2),
            Copied(2, 0, 3, 7, 1, 2, 5, 4, 1),
            Copied(3, 0, 5, 4, 8, 2, 1, 3, 5),
            Copied(1, 0, 9, 1, 5, 3, 2, 4, 3),
            Copied(2, 0, 4, 10, 3, 5, 1, 2, 4),
            Copied(4, 0, 2, 3, 1, 11, 4, 5, 2),
        ]);

    /// <summary>Two layers. A previous-token head tells each position what stands before it, and a head of the next layer looks where that is the token it
    /// stands on, and says what it sees: what followed last time. Source: Elhage et al. 2021, Olsson et al. 2022.</summary>
    public static HandBuiltCircuit Induction { get; } = new(
        "induction",
        2,
        [
            new(0, 0, PlantedRole.PreviousToken), new(0, 1, PlantedRole.Self), new(0, 2, PlantedRole.FirstToken), new(0, 3, PlantedRole.Even),
            new(1, 0, PlantedRole.Induction), new(1, 1, PlantedRole.Even), new(1, 2, PlantedRole.PreviousToken), new(1, 3, PlantedRole.Self),
        ],
        [
            Repeated(5, 3, 7, 1, 9, 4),
            Repeated(5, 11, 2, 6, 8, 5),
            Repeated(5, 1, 10, 4, 7, 2),
            Repeated(4, 8, 3, 5, 11, 9),
            Repeated(5, 6, 9, 2, 10, 1),
        ]);

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Every head, by layer and head.</summary>
    public ImmutableArray<PlantedHead> Heads { get; }

    /// <summary>Inputs that it answers, each with its answer as the target at its last position, and the positions that decide.</summary>
    public ImmutableArray<LensInput> Inputs { get; }

    /// <summary>Writes the model in Hugging Face layout, for any adapter of GPT-2: <c>config.json</c> and <c>model.safetensors</c>.</summary>
    /// <param name="folder">A folder that is there.</param>
    /// <exception cref="LensException">A file cannot be written.</exception>
    public void Write(string folder) => new CircuitWeights(_layers, Heads).Write(folder);

    private static LensInput Copied(int letter, params ImmutableArray<int> ids) =>
        new() { Ids = ids, Target = ids[letter], Position = ids.Length - 1, EvidencePositions = [letter] };

    // The period once, and its beginning again. What decides is the token that follows, and the one that it followed, twice.
    private static LensInput Repeated(int again, params ImmutableArray<int> period)
    {
        ImmutableArray<int> ids = [0, .. period, .. period[..again]];
        int last = ids.Length - 1;
        int earlier = last - period.Length;
        return new LensInput { Ids = ids, Target = ids[earlier + 1], Position = last, EvidencePositions = [earlier, earlier + 1, last] };
    }
}
