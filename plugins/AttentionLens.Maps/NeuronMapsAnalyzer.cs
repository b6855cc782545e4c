using System.Collections.Immutable;
using System.Globalization;
using System.Numerics.Tensors;

namespace AttentionLens.Maps;

/// <summary>Publishes, for single heads and one query of each example, how the attention comes about: query, keys, scores and probabilities.</summary>
public sealed class NeuronMapsAnalyzer : LensAnalyzer
{
    // The smallest float stands for a masked score; a model that adds to it may come a little above.
    private const float Masked = -1e30f;

    /// <inheritdoc/>
    public override string Name => "maps.neurons";

    /// <inheritdoc/>
    public override string Summary => "How single heads come to their attention: query and keys element by element, scores and softmax.";

    /// <inheritdoc/>
    public override ImmutableArray<FindingDescriptor> SupportedFindings => [];

    /// <inheritdoc/>
    public override ImmutableArray<OptionDescriptor> SupportedOptions =>
        [MapOptions.Examples, MapOptions.NeuronHeads, MapOptions.NotableCount, MapOptions.NeuronQuery];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        HeadSelection selection = HeadSelection.Read(context, MapOptions.NeuronHeads);
        if (selection.IsEmpty)
        {
            return;
        }

        int query = (int)context.Options.Get(MapOptions.NeuronQuery);
        HookCatalog hooks = context.Hooks;
        AttentionView.Register(
            context,
            int.MaxValue,
            (view, sink) =>
            {
                foreach ((HookPoint hook, int head) in selection.Of(view))
                {
                    sink.Publish(Figure(view, hooks, hook, head, query));
                }
            },
            HookSelector.Of(HookKind.Query, 0..),
            HookSelector.Of(HookKind.Key, 0..),
            HookSelector.Of(HookKind.Scores, 0..));
    }

    private static NeuronViewFigure Figure(AttentionView view, HookCatalog hooks, HookPoint hook, int head, int query)
    {
        int row = query < 0 ? Sharpest(view, hook, head) : Math.Min(query, view.Rows.Positions.Length - 1);
        int position = view.Rows.Positions[row];
        ReadOnlyTensorSpan<float> queries = view.Value(Site(hooks, hook, HookKind.Query));
        ReadOnlyTensorSpan<float> keys = view.Value(Site(hooks, hook, HookKind.Key));
        ReadOnlyTensorSpan<float> scores = view.Value(Site(hooks, hook, HookKind.Scores));
        (int width, int keyHeads) = ((int)queries.Lengths[2], (int)keys.Lengths[1]);
        int keyHead = (int)((long)head * keyHeads / view.Heads(hook));
        ReadOnlySpan<float> scored = scores.GetSpan((ReadOnlySpan<nint>)[head, position, 0], (int)scores.Lengths[2]);
        ReadOnlySpan<float> weights = view.Weights(hook, head, row);
        List<int> shown = [];
        for (int key = 0; key < view.Columns.Positions.Length; key++)
        {
            if (scored[view.Columns.Positions[key]] > Masked)
            {
                shown.Add(key);
            }
        }

        float[] vectors = new float[shown.Count * width];
        float[] shownScores = new float[shown.Count];
        float[] shownWeights = new float[shown.Count];
        for (int place = 0; place < shown.Count; place++)
        {
            int at = view.Columns.Positions[shown[place]];
            keys.GetSpan((ReadOnlySpan<nint>)[at, keyHead, 0], width).CopyTo(vectors.AsSpan(place * width));
            (shownScores[place], shownWeights[place]) = (scored[at], weights[at]);
        }

        int layer = hook.Layer ?? 0;
        string shared = keyHeads < view.Heads(hook) ? Invariant($" Several heads share keys: these are of key head {keyHead}.") : string.Empty;
        return new NeuronViewFigure(
            view.Group.Artefact(view.Example, Invariant($"layer-{layer}/head-{head}/neurons")),
            view.Group.Title(view.Example, Invariant($"Query, keys and scores of head {layer}.{head}")),
            view.Rows.Texts[row],
            new AxisLabels("key", [.. shown.Select(key => view.Columns.Texts[key])]),
            [.. queries.GetSpan((ReadOnlySpan<nint>)[position, head, 0], width)],
            [.. vectors],
            [.. shownScores],
            [.. shownWeights])
        {
            Caption = Invariant($"How token {row} comes to attend: its query times each key it may see, element by element; the sums, scaled, go through softmax.{shared}"),
            Address = view.Address(hook, head),
        };
    }

    /// <summary>The query that gives a token other than itself the most.</summary>
    private static int Sharpest(AttentionView view, HookPoint hook, int head)
    {
        (int sharpest, float most) = (0, -1);
        for (int row = 0; row < view.Rows.Positions.Length; row++)
        {
            ReadOnlySpan<float> weights = view.Weights(hook, head, row);
            foreach (int key in view.Columns.Positions)
            {
                bool isSelf = view.Group.IsSelf && key == view.Rows.Positions[row];
                if (!isSelf && weights[key] > most)
                {
                    (sharpest, most) = (row, weights[key]);
                }
            }
        }

        return sharpest;
    }

    private static HookPoint Site(HookCatalog hooks, HookPoint pattern, HookKind kind) =>
        hooks.FirstOrDefault(hook => hook.Kind == kind && hook.Layer == pattern.Layer && hook.Stack == pattern.Stack && hook.KeyStack == pattern.KeyStack)
        ?? throw new LensInputException($"The model has no hook point of kind {kind} beside '{pattern.Name}'; set heads=none.");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
