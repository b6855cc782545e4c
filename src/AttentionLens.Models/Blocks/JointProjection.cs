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

    internal override IEnumerable<LinearLayer> Layers => [_joint];

    internal override IEnumerable<StoredWeight> With(IReadOnlyList<int> heads, AttentionSettings settings)
    {
        int width = settings.Heads * settings.HeadWidth;
        return PrunedWeights.WithOutputs(
            _joint, [.. Enumerable.Range(0, 3).SelectMany(part => PrunedWeights.Components(heads, settings.HeadWidth, part * width))]);
    }

    internal override (Variable Query, Variable Key, Variable Value) Project(
        Pass pass, Variable input, Variable memory, AttentionSettings settings)
    {
        Variable joint = Joint(pass, input, settings);
        (Variable, Variable, Variable) parts = (
            Part(pass, _queryInfo, joint, 0, settings), Part(pass, _keyInfo, joint, 1, settings), Part(pass, _valueInfo, joint, 2, settings));
        joint.Release();
        return parts;
    }

    internal override Variable Query(Pass pass, Variable input, AttentionSettings settings)
    {
        Variable joint = Joint(pass, input, settings);
        Variable query = Part(pass, _queryInfo, joint, 0, settings);
        joint.Release();
        return query;
    }

    private Variable Joint(Pass pass, Variable input, AttentionSettings settings) => pass.Tape.Linear(
        _info, input, _joint.Weight, _joint.Bias, input.Value.Shape[0], input.Value.Shape[1], 3 * settings.Heads * settings.HeadWidth);

    private static Variable Part(Pass pass, OperationInfo info, Variable joint, int index, AttentionSettings settings)
    {
        int width = settings.Heads * settings.HeadWidth;
        ReadOnlySpan<int> shape = [joint.Value.Shape[0], joint.Value.Shape[1], settings.Heads, settings.HeadWidth];
        return pass.Tape.Columns(info, joint, index * width, width, shape);
    }
}
