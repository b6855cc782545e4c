using System.Collections.Immutable;
using AttentionLens.Numerics;

namespace AttentionLens.Models;

/// <summary>A matrix each for queries, keys and values.</summary>
public sealed class SeparateProjection : AttentionProjection
{
    private readonly LinearLayer _query;
    private readonly LinearLayer _key;
    private readonly LinearLayer _value;
    private readonly OperationInfo _queryInfo;
    private readonly OperationInfo _keyInfo;
    private readonly OperationInfo _valueInfo;

    /// <summary>Creates a projection.</summary>
    /// <param name="query">W_Q.</param>
    /// <param name="key">W_K.</param>
    /// <param name="value">W_V.</param>
    /// <param name="name">The sublayer's name in the words of hook points, for instance <c>blocks.0.attn</c>.</param>
    public SeparateProjection(LinearLayer query, LinearLayer key, LinearLayer value, string name)
    {
        _query = query;
        _key = key;
        _value = value;
        _queryInfo = new OperationInfo(OperationKind.Linear, $"{name}.q");
        _keyInfo = new OperationInfo(OperationKind.Linear, $"{name}.k");
        _valueInfo = new OperationInfo(OperationKind.Linear, $"{name}.v");
    }

    internal override IEnumerable<ModelWeight> NamedWeights(string name, AttentionSettings settings) =>
    [
        .. WeightViews.Projection(name, "_Q", _query, 0, settings.Heads, settings.HeadWidth),
        .. WeightViews.Projection(name, "_K", _key, 0, settings.KeyValueHeads, settings.HeadWidth),
        .. WeightViews.Projection(name, "_V", _value, 0, settings.KeyValueHeads, settings.HeadWidth),
    ];

    internal override IEnumerable<LinearLayer> Layers => [_query, _key, _value];

    internal override IEnumerable<StoredWeight> With(IReadOnlyList<int> heads, AttentionSettings settings)
    {
        int group = settings.Heads / settings.KeyValueHeads;
        ImmutableArray<int> queries = [.. PrunedWeights.Components(heads, settings.HeadWidth)];
        ImmutableArray<int> keys = [.. PrunedWeights.Components(heads.Select(head => head / group).Distinct(), settings.HeadWidth)];
        return [.. PrunedWeights.WithOutputs(_query, queries), .. PrunedWeights.WithOutputs(_key, keys), .. PrunedWeights.WithOutputs(_value, keys)];
    }

    internal override (Variable Query, Variable Key, Variable Value) Project(
        Pass pass, Variable input, Variable memory, AttentionSettings settings) => (
            Query(pass, input, settings),
            Apply(pass.Tape, _keyInfo, _key, memory, settings.KeyValueHeads, settings.HeadWidth),
            Apply(pass.Tape, _valueInfo, _value, memory, settings.KeyValueHeads, settings.HeadWidth));

    internal override Variable Query(Pass pass, Variable input, AttentionSettings settings) =>
        Apply(pass.Tape, _queryInfo, _query, input, settings.Heads, settings.HeadWidth);

    private static Variable Apply(Tape tape, OperationInfo info, LinearLayer layer, Variable x, int heads, int headWidth) =>
        tape.Linear(info, x, layer.Weight, layer.Bias, x.Value.Shape[0], x.Value.Shape[1], heads, headWidth);
}
