namespace AttentionLens.Attribution;

/// <summary>What each layer of the stack that reads the input hands from position to position, where it is wanted: a report draws it as a flow.</summary>
internal sealed class FlowRecord(AnalysisOptions options)
{
    private const string Scores = "scores";
    private const string Flow = "flow";
    private const string Unit = "share";
    private readonly List<IReadOnlyList<Matrix>> _layers = [];
    private readonly List<Matrix> _ends = [];

    /// <summary>The setting by which it is wanted.</summary>
    public static ChoiceOption Detail { get; } = new(
        "detail", "What is kept: the scores and their maps; or also what each layer hands from position to position, of which a report draws the flow.", Scores, [Scores, Flow]);

    /// <summary>Whether it is wanted; else nothing need be measured for it.</summary>
    public bool IsWanted { get; } = options.Get(Detail) == Flow;

    /// <summary>Adds an example, where it is wanted.</summary>
    /// <param name="layers">[to, from] of each layer, first layer first; rows sum to 1.</param>
    /// <param name="ends">The share of the whole that ends at each position behind the last layer.</param>
    public void Add(IReadOnlyList<Matrix> layers, ReadOnlySpan<double> ends)
    {
        if (IsWanted)
        {
            _layers.Add(layers);
            Matrix row = new(1, ends.Length);
            ends.CopyTo(row.Row(0));
            _ends.Add(row);
        }
    }

    /// <summary>Adds an example of which one position is read, where it is wanted.</summary>
    public void Add(IReadOnlyList<Matrix> layers, int position)
    {
        if (IsWanted)
        {
            double[] ends = new double[layers[0].Rows];
            ends[position] = 1;
            Add(layers, ends);
        }
    }

    /// <summary>Adds an example whose explained position reads through a decoder, where it is wanted.</summary>
    /// <param name="layers">The encoder's layers.</param>
    /// <param name="decoder">The decoder's layers.</param>
    /// <param name="position">The decoder's position.</param>
    public void Add(IReadOnlyList<Matrix> layers, IReadOnlyList<ContextMixing> decoder, int position)
    {
        if (IsWanted)
        {
            Add(layers, ContextMixing.Joint(decoder, Matrix.Identity(layers[0].Rows))[^1].Input!.Row(position));
        }
    }

    /// <summary>The answer with what was kept.</summary>
    public AttributionResult In(AttributionResult result) => !IsWanted ? result : result with
    {
        Extras = result.Extras.Add("flow", MatrixStack.OfLayers(_layers, Unit)).Add("flow_ends", MatrixStack.OfRows(_ends, Unit)),
    };
}
