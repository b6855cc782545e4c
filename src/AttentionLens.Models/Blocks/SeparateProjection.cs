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

    internal override (Variable Query, Variable Key, Variable Value) Project(
        Pass pass, Variable input, Variable memory, AttentionSettings settings) => (
            Apply(pass.Tape, _queryInfo, _query, input, settings.Heads, settings.HeadWidth),
            Apply(pass.Tape, _keyInfo, _key, memory, settings.KeyValueHeads, settings.HeadWidth),
            Apply(pass.Tape, _valueInfo, _value, memory, settings.KeyValueHeads, settings.HeadWidth));

    private static Variable Apply(Tape tape, OperationInfo info, LinearLayer layer, Variable x, int heads, int headWidth) =>
        tape.Linear(info, x, layer.Weight, layer.Bias, x.Value.Shape[0], x.Value.Shape[1], heads, headWidth);
}
