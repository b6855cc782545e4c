using System.Collections.Frozen;
using System.Numerics.Tensors;

namespace AttentionLens.Engine;

/// <summary>One example of a pass as one action sees it.</summary>
internal sealed class ExampleScope(ExampleHandler handler, ModelRun run, BatchScope batch, int row) : ExampleContext
{
    private bool _isOver;

    public int Row => row;

    public override EncodedExample Example => batch.Batch.Examples[row];

    public override ColorImage? Image => Example.Pixels is { } pixels ? batch.Model.Inputs.ToImage(pixels) : null;

    public override AnalysisSink Sink => handler.Owner.Sink;

    public override ReadOnlyTensorSpan<float> Output
    {
        get
        {
            ThrowIfOver();
            LensTensor output = run.Output;

            // The output of an encoder-decoder has the decoder's positions; where there is no decoder, the example has but one stack.
            HookPoint end = new(default, HookKind.Logits, "decoder", null, output.Spec, HookCapabilities.Read);
            return Slice(end, output);
        }
    }

    public override double ObjectiveValue
    {
        get
        {
            ThrowIfOver();
            return handler.Plan.Backward is null
                ? throw new LensInputException("The plan has no backward pass, so there is no objective; set RunPlan.Backward.")
                : run.ObjectiveValues[row];
        }
    }

    public override ReadOnlyTensorSpan<float> Value(HookName name)
    {
        Require(name, handler.Values, "RunPlan.Capture");
        return Slice(batch.Model.Hooks[name], run.Captured(name));
    }

    public override ReadOnlyTensorSpan<float> Gradient(HookName name)
    {
        Require(name, handler.Gradients, "RunPlan.Backward.Capture");
        return Slice(batch.Model.Hooks[name], run.Gradient(name));
    }

    /// <summary>Ends the call: a context that an action kept gives nothing any more.</summary>
    public void Close() => _isOver = true;

    private ReadOnlyTensorSpan<float> Slice(HookPoint point, LensTensor tensor) =>
        new HookContext(point, tensor.Span, batch.Batch, batch.CancellationToken).ForExample(row);

    private void Require(HookName name, FrozenSet<HookName> captured, string where)
    {
        ThrowIfOver();
        if (!captured.Contains(name))
        {
            string nearest = captured.Count == 0
                ? "it captures nothing"
                : $"nearest of what it captures: {string.Join(", ", Nearest.To(name.Value, captured.Select(known => known.Value), 3))}";
            throw new LensInputException($"The plan does not capture '{name}'; {nearest}. Name it in {where}.");
        }
    }

    private void ThrowIfOver()
    {
        if (_isOver)
        {
            throw new InvalidOperationException("The values of an example are valid during the call alone; copy what should live longer.");
        }
    }
}
