using System.Collections.Immutable;

namespace AttentionLens.Maps;

/// <summary>Shows, for the last tokens of each example, what the model attended to in its last layer when it wrote each: the mean over heads of the row that
/// the token is chosen from. A decoder has one for what it wrote before, and one for what it was given. Off unless a number of tokens is given.</summary>
public sealed class WrittenFilmAnalyzer : LensAnalyzer
{
    private const int MostFrames = 64;

    /// <inheritdoc/>
    public override string Name => "maps.written-film";

    /// <inheritdoc/>
    public override string Summary => "What each token that the model wrote attended to in the last layer, token by token as an animation.";

    /// <inheritdoc/>
    public override ImmutableArray<FindingDescriptor> SupportedFindings => [];

    /// <inheritdoc/>
    public override ImmutableArray<OptionDescriptor> SupportedOptions => [MapOptions.Examples, MapOptions.WrittenTokens];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        int most = (int)context.Options.Get(MapOptions.WrittenTokens);
        if (most > 0)
        {
            AttentionView.Register(context, int.MaxValue, (view, sink) => Draw(view, most, sink));
        }
    }

    private static void Draw(AttentionView view, int most, AnalysisSink sink)
    {
        bool writes = view.Example.InStack(view.Group.Stack) == (view.Example.Decoder ?? view.Example);
        int tokens = view.Rows.Positions.Length;
        int shown = view.Example.Input.Written is > 0 and int written ? Math.Min(most, written) : most;
        int first = Math.Max(1, tokens - shown);
        if (!writes || first >= tokens)
        {
            return;
        }

        HookPoint hook = view.Group.Layers[^1];
        bool readsItself = view.Group.Stack == view.Group.KeyStack;
        int step = ((tokens - first - 1) / MostFrames) + 1;
        ImmutableArray<(int Token, ImmutableArray<float> Weights)> steps =
        [
            .. Enumerable.Range(first, tokens - first).Where(token => (token - first) % step == 0)
                .Select(token => (token, MeanRow(view, hook, token - 1, readsItself ? token : view.Columns.Positions.Length))),
        ];
        ColorScale scale = MapScale.Of(steps.Select(entry => entry.Weights));
        string title = view.Group.Title(view.Example, "Attention at each written token");
        sink.Publish(new SequenceFigure(
            view.Group.Artefact(view.Example, "written"),
            title,
            [
                .. steps.Select(entry => new SequenceFrame(
                    view.Rows.Texts[entry.Token],
                    new TokenStripFigure(
                        view.Group.Artefact(view.Example, "written/token"), title, view.Columns.Texts[..entry.Weights.Length], entry.Weights, scale))),
            ])
        {
            Caption = "The mean over the heads of the last layer, from the place where each token was chosen to all that could be seen from there."
                + (step > 1 ? " Tokens are left out evenly." : string.Empty),
            Address = view.Address(hook),
        });
    }

    private static ImmutableArray<float> MeanRow(AttentionView view, HookPoint hook, int row, int columns)
    {
        int heads = view.Heads(hook);
        double[] sums = new double[columns];
        for (int head = 0; head < heads; head++)
        {
            ReadOnlySpan<float> weights = view.Weights(hook, head, row);
            for (int index = 0; index < columns; index++)
            {
                sums[index] += weights[view.Columns.Positions[index]];
            }
        }

        return [.. sums.Select(sum => (float)(sum / heads))];
    }
}
