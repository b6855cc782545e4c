using System.Collections.Immutable;
using System.Globalization;

namespace AttentionLens.Engine;

/// <summary>What a method says of other things than the input's positions, as figures: heads, layers and components, the tokens that a decoder has written, and what
/// they take from the source.</summary>
internal static class AttributionParts
{
    private const string DecoderScores = "decoder_scores";
    private const string CrossMatrix = "cross_matrix";
    private const int MostBars = 32;
    private const int MostValues = 1 << 20;

    /// <summary>What of an answer's further tensors is drawn, so that the rest need not be kept.</summary>
    public static ImmutableSortedDictionary<string, TensorValue> Shown(ImmutableSortedDictionary<string, TensorValue> extras) =>
        extras.RemoveRange(extras
            .Where(extra => !LayerFlow.IsPart(extra.Key, extra.Value.Spec) && (extra.Value.Values.Length > MostValues || !IsShown(extra.Key, extra.Value.Spec)))
            .Select(extra => extra.Key));

    /// <summary>The figures of one example.</summary>
    /// <param name="method">The method.</param>
    /// <param name="example">The example.</param>
    /// <param name="answer">The answer for its batch.</param>
    /// <param name="row">Its row in the batch.</param>
    /// <param name="blocks">The number of the model's blocks.</param>
    /// <param name="word">A class as it stands in a cell.</param>
    public static IEnumerable<Artefact> Of(AttributionSelection method, EncodedExample example, AttributionResult answer, int row, int blocks, Func<int, string> word)
    {
        foreach ((string name, TensorValue heads) in answer.Extras.Where(extra => IsOf(extra.Value.Spec, Axis.Layer, Axis.Head)))
        {
            yield return Grid(method, example, row, name, heads);
        }

        if (Parts(method, example, answer, row, blocks) is { } parts)
        {
            yield return parts;
        }

        if (Hooks(method, example, answer, row) is { } hooks)
        {
            yield return hooks;
        }

        if (Waterfall.Of(answer, row) is { } waterfall)
        {
            yield return Placed(
                new ChartFigure(AttributionFigures.IdOf(method.Method.Descriptor.Name, example, "waterfall"), Title(method, example, "from nothing to the logit"), [waterfall]),
                example,
                "What each part of the model adds to the explained value or takes from it, in the order in which they run.");
        }

        if (LensGrid.Of(example, answer, row, word) is { } grid)
        {
            yield return Placed(
                new MatrixFigure(
                    AttributionFigures.IdOf(method.Method.Descriptor.Name, example, "grid"),
                    Title(method, example, "layer by position"),
                    new AxisLabels("layer", Layers(grid.Layers, blocks)),
                    new AxisLabels("position", AttributionFigures.Tokens(example)),
                    grid.Probabilities,
                    ColorScale.Probability)
                {
                    CellTexts = grid.Words,
                },
                example,
                "What the stream behind each layer says at each position: the likeliest class and its probability.");
        }

        if (LayerFlow.Of(example, answer, row) is { } flow)
        {
            yield return Placed(
                new FlowFigure(
                    AttributionFigures.IdOf(method.Method.Descriptor.Name, example, "flow"),
                    Title(method, example, "flow"),
                    new AxisLabels("token", AttributionFigures.Tokens(example)),
                    flow.Layers,
                    flow.Ends),
                example,
                example.Decoder is null
                    ? "What each layer hands from token to token, on the way to the token on the right, where the answer is read."
                    : "What each layer of the encoder hands from token to token, on the way to what the decoder reads for the explained target.");
        }

        if (example.Decoder is { } decoder)
        {
            if (answer.Extras.TryGetValue(DecoderScores, out TensorValue? written) && written.Shape[1] >= decoder.Start + decoder.Length)
            {
                ImmutableArray<float> scores = [.. written.Row(row).Slice(decoder.Start, decoder.Length)];
                yield return Placed(
                    new TokenStripFigure(
                        AttributionFigures.IdOf(method.Method.Descriptor.Name, example, "target"),
                        Title(method, example, "target tokens"),
                        AttributionFigures.Tokens(decoder),
                        scores,
                        AttributionFigures.Scale(scores, method.Method.Descriptor.IsSigned, written.Spec.Unit)),
                    example,
                    "The scores of the tokens that the decoder has read; those of the source stand in the figure without a suffix.");
            }

            if (answer.Extras.TryGetValue(CrossMatrix, out TensorValue? cross) && cross.Shape[1] >= decoder.Start + decoder.Length && cross.Shape[2] >= example.Start + example.Length)
            {
                yield return Cross(method, example, decoder, row, cross);
            }
        }
    }

    private static bool IsShown(string name, TensorSpec spec) => spec.Axes.Length > 0 && spec.Axes[0] == Axis.Batch && (spec.Axes.Length == 1
        || (name == CrossMatrix && spec.Axes.Length == 3) || (name == DecoderScores && spec.Axes.Length == 2) || IsOf(spec, Axis.Layer) || IsOf(spec, Axis.Layer, Axis.Head) || IsOf(spec, Axis.Layer, Axis.Position) || IsHook(name, spec) || LensGrid.IsPart(name, spec));

    private static bool IsOf(TensorSpec spec, params ReadOnlySpan<Axis> axes) => spec.Axes.Length == axes.Length + 1 && spec.Axes[0] == Axis.Batch && spec.Axes.AsSpan()[1..].SequenceEqual(axes);

    private static bool IsHook(string name, TensorSpec spec) => IsOf(spec, Axis.Position) && name.Contains('.', StringComparison.Ordinal);

    private static MatrixFigure Grid(AttributionSelection method, EncodedExample example, int row, string name, TensorValue heads)
    {
        ImmutableArray<float> values = [.. heads.Row(row)];
        return Placed(
            new MatrixFigure(
                AttributionFigures.IdOf(method.Method.Descriptor.Name, example, string.Concat(name.Select(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) ? letter : '-'))),
                Title(method, example, Words(name)),
                Numbered("layer", heads.Shape[1]),
                Numbered("head", heads.Shape[2]),
                values,
                AttributionFigures.Scale(values, method.Method.Descriptor.IsSigned, heads.Spec.Unit)),
            example,
            "The share of each head, layers downwards, heads to the right.");
    }

    // Heads one by one, layers as sums of what lies in them, and components that belong to no layer beside the sums of those that do.
    private static ChartFigure? Parts(AttributionSelection method, EncodedExample example, AttributionResult answer, int row, int blocks)
    {
        ImmutableArray<ChartPanel>.Builder panels = ImmutableArray.CreateBuilder<ChartPanel>();
        List<(string Name, double Value, string Unit)> components = [];
        bool hasComponents = false;
        foreach ((string name, TensorValue part) in answer.Extras)
        {
            ReadOnlySpan<float> values = part.Row(row);
            if (part.Spec.Axes.Length == 1)
            {
                hasComponents = true;
                components.Add((Component(name), values[0], part.Spec.Unit));
            }
            else if (part.Spec.Axes[1] == Axis.Layer && name != DecoderScores && !LensGrid.IsPart(name, part.Spec) && !LayerFlow.IsPart(name, part.Spec))
            {
                ImmutableArray<float> layers = Sums(values, part.Shape[1]);
                string suffix = part.Spec.Axes.Length == 2 ? string.Empty : part.Spec.Axes[2] == Axis.Head ? ", sum over heads" : ", sum over positions";
                panels.Add(new BarPanel($"{Words(name)}{suffix}", part.Spec.Unit, Layers(layers.Length, blocks), layers));
                if (IsOf(part.Spec, Axis.Layer, Axis.Head))
                {
                    panels.Add(Heads(Words(name), values, part));
                }

                if (part.Spec.Axes[^1] is Axis.Layer or Axis.Head)
                {
                    components.Add(($"{Component(name)}, sum", layers.Sum(layer => (double)layer), part.Spec.Unit));
                }
            }
        }

        if (hasComponents)
        {
            panels.Insert(0, new BarPanel("components", components[0].Unit, [.. components.Select(component => component.Name)], [.. components.Select(component => (float)component.Value)]));
        }

        return panels.Count == 0 ? null : Placed(
            new ChartFigure(AttributionFigures.IdOf(method.Method.Descriptor.Name, example, "parts"), Title(method, example, "parts of the model"), panels.ToImmutable()),
            example,
            "What the method gives to parts of the model.");
    }

    private static BarPanel Heads(string name, ReadOnlySpan<float> values, TensorValue part)
    {
        int heads = part.Shape[2];
        (int Place, float Value)[] all = [.. values.ToArray().Select((value, place) => (place, value))];
        (int Place, float Value)[] shown = [.. all.OrderByDescending(head => Math.Abs(head.Value)).ThenBy(head => head.Place).Take(MostBars)];
        string title = shown.Length < all.Length ? string.Create(CultureInfo.InvariantCulture, $"{name}, {shown.Length} strongest of {all.Length}") : $"{name}, strongest first";
        return new BarPanel(
            title,
            part.Spec.Unit,
            [.. shown.Select(head => string.Create(CultureInfo.InvariantCulture, $"layer {head.Place / heads} head {head.Place % heads}"))],
            [.. shown.Select(head => head.Value)]);
    }

    // Methods that score positions at several hook points name each tensor by its hook point.
    private static MatrixFigure? Hooks(AttributionSelection method, EncodedExample example, AttributionResult answer, int row)
    {
        ImmutableArray<(HookName Name, TensorValue Value)> hooks =
        [
            .. answer.Extras.Where(extra => IsHook(extra.Key, extra.Value.Spec) && extra.Value.Shape[1] >= example.Start + example.Length && HookName.TryParse(extra.Key, null, out _))
                .Select(extra => (HookName.Parse(extra.Key), extra.Value)).OrderBy(hook => hook.Item1),
        ];
        if (hooks.Length < 2)
        {
            return null;
        }

        ImmutableArray<float> values = [.. hooks.SelectMany(hook => hook.Value.Row(row).Slice(example.Start, example.Length).ToArray())];
        return Placed(
            new MatrixFigure(
                AttributionFigures.IdOf(method.Method.Descriptor.Name, example, "layers"),
                Title(method, example, "layers and positions"),
                new AxisLabels("hook point", [.. hooks.Select(hook => hook.Name.Value)]),
                new AxisLabels("position", AttributionFigures.Tokens(example)),
                values,
                AttributionFigures.Scale(values, method.Method.Descriptor.IsSigned, hooks[0].Value.Spec.Unit)),
            example,
            "The score of each position at each hook point.");
    }

    private static MatrixFigure Cross(AttributionSelection method, EncodedExample example, EncodedExample decoder, int row, TensorValue cross)
    {
        float[] whole = cross.Row(row).ToArray();
        ImmutableArray<float> values =
        [
            .. Enumerable.Range(decoder.Start, decoder.Length).SelectMany(target => whole.AsSpan((target * cross.Shape[2]) + example.Start, example.Length).ToArray()),
        ];
        return Placed(
            new MatrixFigure(
                AttributionFigures.IdOf(method.Method.Descriptor.Name, example, "cross"),
                Title(method, example, "target by source"),
                new AxisLabels("target", AttributionFigures.Tokens(decoder)),
                new AxisLabels("source", AttributionFigures.Tokens(example)),
                values,
                AttributionFigures.Scale(values, isSigned: false, cross.Spec.Unit)),
            example,
            "What each token that the decoder has read takes from each source token, through all layers, for the explained target.");
    }

    private static T Placed<T>(T figure, EncodedExample example, string caption)
        where T : Artefact => (T)(figure with { Caption = caption, Address = new SiteAddress(null, Example: example.Index) });

    private static ImmutableArray<float> Sums(ReadOnlySpan<float> values, int layers)
    {
        ImmutableArray<float>.Builder sums = ImmutableArray.CreateBuilder<float>(layers);
        int each = layers == 0 ? 0 : values.Length / layers;
        for (int layer = 0; layer < layers; layer++)
        {
            double sum = 0;
            foreach (float value in values.Slice(layer * each, each))
            {
                sum += value;
            }

            sums.Add((float)sum);
        }

        return sums.MoveToImmutable();
    }

    private static AxisLabels Numbered(string title, int count) => new(title, [.. Enumerable.Range(0, count).Select(index => string.Create(CultureInfo.InvariantCulture, $"{title} {index}"))]);

    // head_logits and the like: the unit says the rest.
    private static string Component(string name) => Words(name.EndsWith("_logits", StringComparison.Ordinal) || name.EndsWith("_scores", StringComparison.Ordinal) ? name[..^7] : name);

    // Streams are counted by the blocks that they have passed, so there is one more of them than there are blocks.
    private static ImmutableArray<string> Layers(int count, int blocks) => count == blocks + 1
        ? [.. Numbered("into layer", blocks).Labels, "behind the last"]
        : Numbered("layer", count).Labels;

    private static string Words(string name) => name.Replace('_', ' ');

    private static string Title(AttributionSelection method, EncodedExample example, string what) => string.Create(CultureInfo.InvariantCulture, $"{method.Method.Descriptor.Name}, example {example.Index}: {what}");
}
