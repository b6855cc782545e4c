using System.Collections.Immutable;
using AttentionLens.Numerics;

namespace AttentionLens.Models;

/// <summary>One token that a model wrote, and what happened inside the model for it. What it holds goes back to the pool when the next step
/// is asked for; call <see cref="LensTensor.Retain"/> for what should live longer.</summary>
public sealed class GenerationStep : IDisposable
{
    private static readonly TensorSpec LogitSpec = new([Axis.Class], HookSites.SpecOf(HookKind.Logits).Unit);
    private readonly TransformerRun _run;

    internal GenerationStep(int index, GeneratedToken token, bool isEnd, TransformerRun run, HookCatalog hooks)
    {
        Index = index;
        Token = token;
        IsEnd = isEnd;
        _run = run;
        Hooks = [.. hooks.Select(hook => hook.Name).Where(run.Captures.ContainsKey)];
        ReadOnlySpan<float> row = LastRow(run);
        Tensor logits = Tensor.Rent(row.Length);
        row.CopyTo(logits.Span);
        Logits = new ModelTensor(logits, LogitSpec);
    }

    /// <summary>Its place among the steps, from 0.</summary>
    public int Index { get; }

    /// <summary>The token that was written.</summary>
    public GeneratedToken Token { get; }

    /// <summary>Whether the token ends the text.</summary>
    public bool IsEnd { get; }

    /// <summary>The logits that the token was chosen by, [vocabulary].</summary>
    public LensTensor Logits { get; }

    /// <summary>The hook points that were captured and that this step computed, in forward order. What is computed once, the encoder and the
    /// keys and values of cross-attention, is step 0's.</summary>
    public ImmutableArray<HookName> Hooks { get; }

    /// <summary>The value of a hook point. Step 0 has a row for each position of the prompt, later steps one row: a pattern is
    /// [1, head, prompt length or 1, keys so far].</summary>
    /// <param name="name">The hook point, one of <see cref="Hooks"/>.</param>
    /// <exception cref="LensInputException">It was not captured, or this step did not compute it.</exception>
    public LensTensor Captured(HookName name) => _run.Captures.TryGetValue(name, out LensTensor? tensor)
        ? tensor
        : throw new LensInputException(
            $"Hook point '{name}' has no value in step {Index}; expected one that was captured, and of the encoder or its keys and values only in step 0.");

    /// <summary>Gives everything back.</summary>
    public void Dispose()
    {
        Logits.Dispose();
        _run.Dispose();
    }

    /// <summary>The logits of an example at its last position.</summary>
    internal static ReadOnlySpan<float> LastRow(TransformerRun run, int example = 0)
    {
        (int positions, int classes) = (run.Output.Shape[1], run.Output.Shape[2]);
        return run.Output.Values.Slice((((example + 1) * positions) - 1) * classes, classes);
    }
}
