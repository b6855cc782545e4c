using System.Collections.Immutable;
using System.Globalization;

namespace AttentionLens.Engine;

/// <summary>What was explained and what the answer rests on, in words. Start layer, baseline, aggregation, target and the treatment of special tokens each change
/// an answer, so all five stand beside it.</summary>
internal sealed class AttributionWords(LensModel model, ReportAttributions wanted)
{
    private static readonly ImmutableArray<string> LayerOptions = ["start-layer", "layer", "hook", "receiver"];

    /// <summary>What is explained, for instance <c>logit of "are" (id 412) at position 7</c>.</summary>
    public string Target(ExplainedTarget target)
    {
        // A model that is not ours may say nothing of a contrast.
        (int?, int?) classes = wanted.Objective is LogitDifferenceObjective difference ? (difference.Positive, difference.Negative) : (target.Class, target.Against);
        string what = classes switch
        {
            ({ } chosen, { } against) => $"logit of {ClassOf(chosen)} less that of {ClassOf(against)}",
            ({ } chosen, null) => $"{AttributionNames.Of(wanted.Objective)} of {ClassOf(chosen)}",
            _ => AttributionNames.Of(wanted.Objective),
        };
        return target.Position is { } position ? string.Create(CultureInfo.InvariantCulture, $"{what} at position {position}") : what;
    }

    /// <summary>The five choices, each as <c>name: choice</c>.</summary>
    /// <param name="method">The method.</param>
    /// <param name="example">The example.</param>
    /// <param name="target">What was explained.</param>
    public ImmutableArray<string> Choices(AttributionSelection method, EncodedExample example, ExplainedTarget target) =>
    [
        $"start layer: {StartLayer(method)}",
        $"baseline: {(method.Method.Descriptor.UsesBaseline ? Baseline(example) : "none")}",
        $"aggregation: {Aggregation(method)}",
        $"target: {Target(target)}",
        $"special tokens: {method.Method.Descriptor.SpecialTokens}, {(method.Method.Descriptor.UsesBaseline && wanted.Baseline != AttributionBaseline.Zero ? "kept in the baseline, " : string.Empty)}never taken away in the test",
    ];

    /// <summary>The settings that the user gave.</summary>
    public static string Settings(AttributionSelection method) =>
        string.Join(", ", method.Options.OrderBy(option => option.Key, StringComparer.Ordinal).Select(option => $"{option.Key}={option.Value}"));

    private string Baseline(EncodedExample example) => AttributionNames.Of(wanted.Baseline) + wanted.Baseline switch
    {
        AttributionBaseline.Zero => " (features of zeros)",
        AttributionBaseline.Pad when example.Patches is not null => " (a black image)",
        AttributionBaseline.Pad => " (the padding token)",
        _ => " (the mask token)",
    };

    /// <summary>A class as it stands in a cell: its label, or its token, or its number.</summary>
    public string Short(int chosen)
    {
        ImmutableArray<string> labels = model.Card.Labels;
        return (labels.IsDefaultOrEmpty ? model.Inputs.TextOf(chosen) : chosen >= 0 && chosen < labels.Length ? labels[chosen] : null)
            ?? chosen.ToString(CultureInfo.InvariantCulture);
    }

    private string ClassOf(int chosen)
    {
        ImmutableArray<string> labels = model.Card.Labels;
        return !labels.IsDefaultOrEmpty
            ? string.Create(CultureInfo.InvariantCulture, $"class {chosen}{(chosen >= 0 && chosen < labels.Length ? $" ('{labels[chosen]}')" : string.Empty)}")
            : model.Inputs.TextOf(chosen) is { } text ? string.Create(CultureInfo.InvariantCulture, $"\"{text}\" (id {chosen})")
            : string.Create(CultureInfo.InvariantCulture, $"class {chosen}");
    }

    private static string StartLayer(AttributionSelection method)
    {
        string words = method.Method.Descriptor.StartLayer ?? method.Method.Descriptor.Kind switch
        {
            AttributionKind.Attention => "layer 0, on to the last",
            AttributionKind.Lens => "the residual stream where the answer is read",
            _ => "the input's features, before layer 0",
        };
        return method.Method.SupportedOptions.FirstOrDefault(option => LayerOptions.Contains(option.Name)) is { } option && ValueOf(method, option) is { Length: > 0 } value
            ? $"{option.Name} {value}{(value == "-1" ? " (the last)" : string.Empty)}"
            : words;
    }

    private static string Aggregation(AttributionSelection method) =>
        method.Method.SupportedOptions.FirstOrDefault(option => option.Name == "aggregation") is { } option ? $"{ValueOf(method, option)} over the width" : method.Method.Descriptor.Aggregation;

    private static string ValueOf(AttributionSelection method, OptionDescriptor option) =>
        method.Options.LastOrDefault(given => given.Key == option.Name).Value ?? option.DefaultText;
}
