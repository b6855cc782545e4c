using AttentionLens.Numerics;

namespace AttentionLens.Models;

/// <summary>One matrix for queries, keys and values side by side, as GPT-2 stores them.</summary>
public sealed class JointProjection : AttentionProjection
{
    private readonly LinearLayer _joint;
    private readonly OperationInfo _info;
    private readonly OperationInfo _queryInfo;
    private readonly OperationInfo _keyInfo;
    private readonly OperationInfo _valueInfo;

    /// <summary>Creates a projection.</summary>
    /// <param name="joint">[width, 3 · heads · head width].</param>
    /// <param name="name">The sublayer's name in the words of hook points, for instance <c>blocks.0.attn</c>.</param>
    public JointProjection(LinearLayer joint, string name)
    {
        _joint = joint;
        _info = new OperationInfo(OperationKind.Linear, $"{name}.qkv");
        _queryInfo = new OperationInfo(OperationKind.Selection, $"{name}.q");
        _keyInfo = new OperationInfo(OperationKind.Selection, $"{name}.k");
        _valueInfo = new OperationInfo(OperationKind.Selection, $"{name}.v");
    }

    internal override IEnumerable<ModelWeight> NamedWeights(string name, AttentionSettings settings)
    {
        int width = settings.Heads * settings.HeadWidth;
        return
        [
            .. WeightViews.Projection(name, "_Q", _joint, 0, settings.Heads, settings.HeadWidth),
            .. WeightViews.Projection(name, "_K", _joint, width, settings.Heads, settings.HeadWidth),
            .. WeightViews.Projection(name, "_V", _joint, 2 * width, settings.Heads, settings.HeadWidth),
        ];
    }

    internal override (Variable Query, Variable Key, Variable Value) Project(
        Pass pass, Variable input, Variable memory, AttentionSettings settings)
    {
        int width = settings.Heads * settings.HeadWidth;
        ReadOnlySpan<int> shape = [input.Value.Shape[0], input.Value.Shape[1], settings.Heads, settings.HeadWidth];
        Variable joint = pass.Tape.Linear(_info, input, _joint.Weight, _joint.Bias, shape[0], shape[1], 3 * width);
        (Variable, Variable, Variable) parts = (
            pass.Tape.Columns(_queryInfo, joint, 0, width, shape),
            pass.Tape.Columns(_keyInfo, joint, width, width, shape),
            pass.Tape.Columns(_valueInfo, joint, 2 * width, width, shape));
        joint.Release();
        return parts;
    }
}
