using System.Collections.Immutable;
using AttentionLens.Numerics;

namespace AttentionLens.Models;

/// <summary>Multi-head attention, over its own stack or a decoder's over the encoder. What nobody looks at stays inside one fused kernel.
/// A head is always a query head: where key/value heads are shared, <c>attn.k</c> and <c>attn.v</c> have fewer heads than the other hook points.</summary>
/// <remarks>Source: Vaswani et al. 2017, section 3.2; Ainslie et al. 2023 for shared key/value heads.</remarks>
public sealed class AttentionLayer : Sublayer
{
    private readonly AttentionProjection _projection;
    private readonly LinearLayer _output;
    private readonly AttentionSettings _settings;
    private readonly AttentionSites _sites;
    private readonly Operations _operations;
    private readonly string _name;

    /// <summary>Creates a sublayer.</summary>
    /// <param name="projection">W_Q, W_K and W_V.</param>
    /// <param name="output">W_O.</param>
    /// <param name="settings">How it attends.</param>
    /// <param name="sites">Its hook points.</param>
    /// <param name="name">Its name in the words of hook points, for instance <c>blocks.0.attn</c>.</param>
    public AttentionLayer(
        AttentionProjection projection, LinearLayer output, AttentionSettings settings, AttentionSites sites, string name)
    {
        _projection = projection;
        _output = output;
        _settings = settings;
        _sites = sites;
        _operations = new Operations(name);
        _name = name;
    }

    internal override IEnumerable<ModelWeight> NamedWeights =>
        _projection.NamedWeights(_name, _settings).Concat(WeightViews.Output(_name, _output, _settings.Heads));

    /// <summary>The sublayer's name in the words of hook points.</summary>
    internal string Name => _name;

    /// <summary>The heads that it has.</summary>
    internal AttentionSettings Settings => _settings;

    /// <summary>What it attends with; where all heads go, only the output's bias stays.</summary>
    internal IEnumerable<LinearLayer> Layers => [.. _projection.Layers, _output];

    /// <summary>Its weights with some of the heads alone.</summary>
    /// <param name="heads">The query heads that stay, in order.</param>
    internal IEnumerable<StoredWeight> With(IReadOnlyList<int> heads) =>
    [
        .. _projection.With(heads, _settings),
        .. PrunedWeights.WithInputs(_output, [.. PrunedWeights.Components(heads, _settings.HeadWidth)]),
    ];

    internal override ImmutableArray<int> ResumeSites => [_sites.HeadOutput, _sites.Output];

    /// <inheritdoc/>
    public override Variable Run(Pass pass, Variable input, Variable residual)
    {
        CachedPairs? cached = pass.Cache?.Of(_sites.Key, _settings);
        (Variable q, Variable k, Variable v) = cached is null ? Project(pass, input) : Extend(pass, input, cached);
        int room = k.Value.Shape[1];
        AttentionShape shape = new(
            input.Value.Shape[0], _settings.Heads, _settings.KeyValueHeads, input.Value.Shape[1], cached?.Count ?? room, _settings.HeadWidth)
        {
            KeyRoom = room,
        };
        Variable z = Mix(pass, shape, q, k, v, cached?.First ?? 0);
        q.Release();
        k.Release();
        v.Release();
        return FromHeads(pass, z, residual);
    }

    /// <inheritdoc/>
    internal override Variable Resume(Pass pass, int site, Variable value, Variable residual) => site == _sites.HeadOutput
        ? FromHeads(pass, value, residual)
        : AddTo(pass, value, residual, _sites.Output, _operations.Add);

    private Variable FromHeads(Pass pass, Variable z, Variable residual)
    {
        z = pass.At(_sites.HeadOutput, z);
        Variable sum = Output(pass, z, residual);
        z.Release();
        return sum;
    }

    private (Variable Query, Variable Key, Variable Value) Project(Pass pass, Variable input)
    {
        Variable memory = _settings.Reach == AttentionReach.Encoder ? pass.Memory : input;
        (Variable q, Variable k, Variable v) = _projection.Project(pass, input, memory, _settings);
        q = Place(pass, _sites.Query, q, _operations.QueryRotation);
        k = Place(pass, _sites.Key, k, _operations.KeyRotation);
        return (q, k, pass.At(_sites.Value, v));
    }

    // The keys and values of all positions so far. Those of an encoder are all there once they were computed.
    private (Variable Query, Variable Key, Variable Value) Extend(Pass pass, Variable input, CachedPairs cached)
    {
        Variable q;
        if (_settings.Reach == AttentionReach.Encoder && pass.Offset > 0)
        {
            q = Place(pass, _sites.Query, _projection.Query(pass, input, _settings), _operations.QueryRotation);
        }
        else
        {
            (q, Variable k, Variable v) = Project(pass, input);
            cached.Append(_settings.Reach == AttentionReach.Encoder ? 0 : pass.Offset, k.Value, v.Value);
            k.Release();
            v.Release();
        }

        return (q, pass.Tape.Input(cached.Keys!.Retain()), pass.Tape.Input(cached.Values!.Retain()));
    }

    private Variable Place(Pass pass, int site, Variable x, OperationInfo info)
    {
        x = pass.At(site, x);
        if (_settings.Rotary is not { } rotary)
        {
            return x;
        }

        Variable rotated = pass.Tape.Rotate(info, x, rotary, pass.Positions);
        x.Release();
        return rotated;
    }

    private Variable Mix(Pass pass, AttentionShape shape, Variable q, Variable k, Variable v, int firstKey)
    {
        AttentionMasking masking = pass.MaskingOf(_settings.Reach, _settings.Window, firstKey);
        AttentionBias? bias = _settings.Bias?.For(shape.Queries, shape.Keys, pass.Offset - firstKey);
        if (pass.MayFuse(_sites.Scores) && !pass.IsInside(_sites.Pattern))
        {
            return Fused(pass, shape, q, k, v, masking, bias);
        }

        Variable scores = pass.Tape.AttentionScores(_operations.Scores, shape, _settings.Scale, q, k, masking, bias);
        scores = pass.At(_sites.Scores, scores);
        Variable pattern = pass.At(_sites.Pattern, pass.Tape.Softmax(_operations.Pattern, scores));
        scores.Release();
        Variable z = pass.Tape.MixValues(_operations.Mix, shape, pattern, v);
        pattern.Release();
        return z;
    }

    private Variable Fused(
        Pass pass, AttentionShape shape, Variable q, Variable k, Variable v, AttentionMasking masking, AttentionBias? bias)
    {
        if (!pass.IsAsked(_sites.Pattern))
        {
            return pass.Tape.FusedAttention(shape, _settings.Scale, q, k, v, masking, null, bias);
        }

        using Tensor pattern = Tensor.Rent(shape.Batch, shape.Heads, shape.Queries, shape.Keys);
        Variable z = pass.Tape.FusedAttention(shape, _settings.Scale, q, k, v, masking, pattern, bias);
        pass.Show(_sites.Pattern, pattern);
        return z;
    }

    private Variable Output(Pass pass, Variable z, Variable residual)
    {
        ReadOnlySpan<int> shape = residual.Value.Shape;
        if (pass.MayFuse(_sites.HeadResult) && pass.MayFuse(_sites.Output))
        {
            return pass.Tape.FusedLinear(z, _output.Weight, _output.Bias, ActivationKind.None, residual, shape);
        }

        Variable output;
        if (pass.IsEdited(_sites.HeadResult))
        {
            Variable results = pass.At(_sites.HeadResult, pass.Tape.HeadResults(_operations.HeadResult, z, _output.Weight));
            output = pass.Tape.SumHeads(_operations.HeadSum, results, _output.Bias);
            results.Release();
        }
        else
        {
            output = pass.Tape.Linear(_operations.Output, z, _output.Weight, _output.Bias, shape);
            ShowResults(pass, z, output);
        }

        return AddTo(pass, output, residual, _sites.Output, _operations.Add);
    }

    private void ShowResults(Pass pass, Variable z, Variable output)
    {
        if (pass.IsAsked(_sites.HeadResult))
        {
            using Tensor results = AttentionOperations.HeadResults(z.Value, _output.Weight);
            pass.ShowSummands(_sites.HeadResult, results, output);
        }
    }

    private sealed class Operations(string name)
    {
        public OperationInfo QueryRotation { get; } = new(OperationKind.Rotation, $"{name}.q_rotation");

        public OperationInfo KeyRotation { get; } = new(OperationKind.Rotation, $"{name}.k_rotation");

        public OperationInfo Scores { get; } = new(OperationKind.MatrixProduct, $"{name}.scores");

        public OperationInfo Pattern { get; } = new(OperationKind.Softmax, $"{name}.pattern");

        public OperationInfo Mix { get; } = new(OperationKind.MatrixProduct, $"{name}.z");

        public OperationInfo HeadResult { get; } = new(OperationKind.Linear, $"{name}.result");

        public OperationInfo HeadSum { get; } = new(OperationKind.Add, $"{name}.result");

        public OperationInfo Output { get; } = new(OperationKind.Linear, $"{name}_out");

        public OperationInfo Add { get; } = new(OperationKind.Add, $"{name}.residual");
    }
}
