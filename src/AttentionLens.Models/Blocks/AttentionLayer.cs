using AttentionLens.Numerics;

namespace AttentionLens.Models;

/// <summary>Multi-head attention over its own input. What nobody looks at stays inside one fused kernel.</summary>
/// <remarks>Source: Vaswani et al. 2017, section 3.2.</remarks>
public sealed class AttentionLayer
{
    private readonly LinearLayer _query;
    private readonly LinearLayer _key;
    private readonly LinearLayer _value;
    private readonly LinearLayer _output;
    private readonly AttentionSites _sites;
    private readonly Operations _operations;
    private readonly int _heads;
    private readonly int _headWidth;

    /// <summary>Creates a sublayer.</summary>
    /// <param name="query">W_Q.</param>
    /// <param name="key">W_K.</param>
    /// <param name="value">W_V.</param>
    /// <param name="output">W_O.</param>
    /// <param name="heads">The number of heads.</param>
    /// <param name="sites">Its hook points.</param>
    /// <param name="name">Its name in the words of hook points, for instance <c>blocks.0.attn</c>.</param>
    public AttentionLayer(
        LinearLayer query, LinearLayer key, LinearLayer value, LinearLayer output, int heads, AttentionSites sites, string name)
    {
        _query = query;
        _key = key;
        _value = value;
        _output = output;
        _heads = heads;
        _headWidth = query.Outputs / heads;
        _sites = sites;
        _operations = new Operations(name);
    }

    /// <summary>Attends and adds the result to the residual stream.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="input">What queries, keys and values are made from, [batch, position, width].</param>
    /// <param name="residual">What the output is added to.</param>
    /// <returns>residual + attention output, [batch, position, width].</returns>
    public Variable Run(Pass pass, Variable input, Variable residual)
    {
        int batch = input.Value.Shape[0];
        int length = input.Value.Shape[1];
        Variable q = Project(pass, _operations.Query, _query, input, _sites.Query);
        Variable k = Project(pass, _operations.Key, _key, input, _sites.Key);
        Variable v = Project(pass, _operations.Value, _value, input, _sites.Value);
        AttentionShape shape = new(batch, _heads, _heads, length, length, _headWidth);
        Variable z = pass.At(_sites.HeadOutput, Mix(pass, shape, q, k, v));
        q.Release();
        k.Release();
        v.Release();
        Variable sum = Output(pass, z, residual);
        z.Release();
        return sum;
    }

    private Variable Project(Pass pass, OperationInfo info, LinearLayer layer, Variable input, int site) =>
        pass.At(site, pass.Tape.Linear(
            info, input, layer.Weight, layer.Bias, input.Value.Shape[0], input.Value.Shape[1], _heads, _headWidth));

    private Variable Mix(Pass pass, AttentionShape shape, Variable q, Variable k, Variable v)
    {
        float scale = 1 / MathF.Sqrt(_headWidth);
        if (pass.MayFuse(_sites.Scores) && !pass.IsInside(_sites.Pattern))
        {
            return Fused(pass, shape, scale, q, k, v);
        }

        Variable scores = pass.Tape.AttentionScores(_operations.Scores, shape, scale, q, k, pass.Masking);
        scores = pass.At(_sites.Scores, scores);
        Variable pattern = pass.At(_sites.Pattern, pass.Tape.Softmax(_operations.Pattern, scores));
        scores.Release();
        Variable z = pass.Tape.MixValues(_operations.Mix, shape, pattern, v);
        pattern.Release();
        return z;
    }

    private Variable Fused(Pass pass, AttentionShape shape, float scale, Variable q, Variable k, Variable v)
    {
        if (!pass.IsAsked(_sites.Pattern))
        {
            return pass.Tape.FusedAttention(shape, scale, q, k, v, pass.Masking, null);
        }

        using Tensor pattern = Tensor.Rent(shape.Batch, shape.Heads, shape.Queries, shape.Keys);
        Variable z = pass.Tape.FusedAttention(shape, scale, q, k, v, pass.Masking, pattern);
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
        if (pass.IsInside(_sites.HeadResult))
        {
            Variable results = pass.At(_sites.HeadResult, pass.Tape.HeadResults(_operations.HeadResult, z, _output.Weight));
            output = pass.Tape.SumHeads(_operations.HeadSum, results, _output.Bias);
            results.Release();
        }
        else
        {
            ShowResults(pass, z);
            output = pass.Tape.Linear(_operations.Output, z, _output.Weight, _output.Bias, shape);
        }

        output = pass.At(_sites.Output, output);
        Variable sum = pass.Tape.Add(_operations.Add, residual, output);
        output.Release();
        return sum;
    }

    private void ShowResults(Pass pass, Variable z)
    {
        if (pass.IsAsked(_sites.HeadResult))
        {
            using Tensor results = AttentionOperations.HeadResults(z.Value, _output.Weight);
            pass.Show(_sites.HeadResult, results);
        }
    }

    private sealed class Operations(string name)
    {
        public OperationInfo Query { get; } = new(OperationKind.Linear, $"{name}.q");

        public OperationInfo Key { get; } = new(OperationKind.Linear, $"{name}.k");

        public OperationInfo Value { get; } = new(OperationKind.Linear, $"{name}.v");

        public OperationInfo Scores { get; } = new(OperationKind.MatrixProduct, $"{name}.scores");

        public OperationInfo Pattern { get; } = new(OperationKind.Softmax, $"{name}.pattern");

        public OperationInfo Mix { get; } = new(OperationKind.MatrixProduct, $"{name}.z");

        public OperationInfo HeadResult { get; } = new(OperationKind.Linear, $"{name}.result");

        public OperationInfo HeadSum { get; } = new(OperationKind.Add, $"{name}.result");

        public OperationInfo Output { get; } = new(OperationKind.Linear, $"{name}_out");

        public OperationInfo Add { get; } = new(OperationKind.Add, $"{name}.residual");
    }
}
