using System.Collections.Immutable;
using System.Globalization;
using System.Numerics.Tensors;

namespace AttentionLens.Maps;

/// <summary>The attention of one example in one group of patterns, as figures show it.</summary>
internal sealed class AttentionView
{
    private readonly ExampleContext _context;

    private AttentionView(ExampleContext context, MapGroup group, int cells)
    {
        _context = context;
        Group = group;
        Rows = TokenAxis.Of(context.Example.InStack(group.Stack), "query", cells);
        Columns = TokenAxis.Of(context.Example.InStack(group.KeyStack), "key", cells);
    }

    public MapGroup Group { get; }

    public EncodedExample Example => _context.Example;

    /// <summary>The tokens that attend.</summary>
    public TokenAxis Rows { get; }

    /// <summary>The tokens that are attended to.</summary>
    public TokenAxis Columns { get; }

    /// <summary>How the maps of this view are read.</summary>
    public string Caption => "Rows attend, columns are attended to." + Pooling("cell");

    /// <summary>How arcs between the tokens of this view are read.</summary>
    public string ArcCaption => "Tokens on the left attend to tokens on the right." + Pooling("arc");

    /// <summary>Has an action called for each group of patterns of each example that is drawn.</summary>
    /// <param name="context">Where it is registered.</param>
    /// <param name="cells">The most cells along a side.</param>
    /// <param name="draw">The action.</param>
    /// <param name="more">What it reads besides patterns.</param>
    public static void Register(AnalysisContext context, double cells, Action<AttentionView, AnalysisSink> draw, params ReadOnlySpan<HookSelector> more)
    {
        ImmutableArray<MapGroup> groups = MapGroup.All(context.Hooks);
        double examples = context.Options.Get(MapOptions.Examples);
        context.RegisterExampleAction(
            example =>
            {
                if (example.Example.Index >= examples)
                {
                    return;
                }

                foreach (MapGroup group in groups)
                {
                    AttentionView view = new(example, group, (int)cells);
                    if (view.Rows.Cells > 0 && view.Columns.Cells > 0)
                    {
                        draw(view, example.Sink);
                    }
                }
            },
            new RunPlan { Capture = [MapGroup.Patterns, .. more] });
    }

    public SiteAddress Address(HookPoint? hook = null, int? head = null) => new(hook?.Name, head, Example: Example.Index);

    /// <summary>The image as a person sees it, or null where there is none.</summary>
    public ColorImage? Image => _context.Image;

    /// <summary>The value of another hook point.</summary>
    public ReadOnlyTensorSpan<float> Value(HookPoint hook) => _context.Value(hook.Name);

    public int Heads(HookPoint hook) => (int)Pattern(hook).Lengths[0];

    /// <summary>One head's map, [row, column]: in each cell the largest weight of its block.</summary>
    public float[] Map(HookPoint hook, int head)
    {
        ReadOnlyTensorSpan<float> pattern = Pattern(hook);
        float[] map = new float[Rows.Cells * Columns.Cells];
        Array.Fill(map, float.NegativeInfinity);
        for (int cell = 0; cell < Rows.Cells; cell++)
        {
            Span<float> row = map.AsSpan(cell * Columns.Cells, Columns.Cells);
            for (int index = Rows.Start(cell); index < Rows.Start(cell + 1); index++)
            {
                Pool(Weights(pattern, head, index), row);
            }
        }

        return map;
    }

    /// <summary>One head's weights from one attending token to all positions of the keys, masked ones included.</summary>
    public ReadOnlySpan<float> Weights(HookPoint hook, int head, int row) => Weights(Pattern(hook), head, row);

    private string Pooling(string part) => Rows.IsPooled || Columns.IsPooled
        ? string.Create(
            CultureInfo.InvariantCulture,
            $" The text is longer than the map has cells: each {part} shows the largest weight of a block of up to {Rows.LargestCell} by {Columns.LargestCell} tokens, so that single strong links stay visible.")
        : string.Empty;

    private ReadOnlySpan<float> Weights(ReadOnlyTensorSpan<float> pattern, int head, int row) =>
        pattern.GetSpan((ReadOnlySpan<nint>)[head, Rows.Positions[row], 0], (int)pattern.Lengths[2]);

    private void Pool(ReadOnlySpan<float> weights, Span<float> row)
    {
        for (int cell = 0; cell < row.Length; cell++)
        {
            for (int index = Columns.Start(cell); index < Columns.Start(cell + 1); index++)
            {
                row[cell] = MathF.Max(row[cell], weights[Columns.Positions[index]]);
            }
        }
    }

    private ReadOnlyTensorSpan<float> Pattern(HookPoint hook)
    {
        ReadOnlyTensorSpan<float> pattern = _context.Value(hook.Name);
        int queries = Example.InStack(Group.Stack).Length;
        int keys = Example.InStack(Group.KeyStack).Length;
        return pattern.Rank == 3 && pattern.Lengths[1] == queries && pattern.Lengths[2] == keys
            ? pattern
            : throw new LensInputException(
                $"Hook point '{hook.Name}' gave a tensor of [{string.Join(", ", pattern.Lengths.ToArray())}] for example {Example.Index}; "
                + $"expected a pattern [head, query {queries}, key {keys}]: the model's adapter is at fault.");
    }
}
