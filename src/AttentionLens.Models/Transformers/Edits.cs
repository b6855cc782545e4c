using AttentionLens.Numerics;

namespace AttentionLens.Models;

/// <summary>Carries interventions out.</summary>
internal static class Edits
{
    public static Variable Apply(Pass pass, HookPoint hook, Intervention intervention, Variable value)
    {
        OperationInfo info = new(OperationKind.Edit, hook.Name.Value);
        Tensor edited = value.Value.Clone();
        Tensor? factors = null;
        try
        {
            factors = pass.Tape.IsRecording ? Tensor.Rent(edited.Shape) : null;
            switch (intervention)
            {
                case HeadScale scale:
                    ScaleHeads(hook, scale, edited, factors);
                    break;
                case ExampleScale scale:
                    ScaleExamples(hook, scale, edited, factors);
                    break;
                case ZeroAblation:
                    edited.Span.Clear();
                    factors?.Span.Clear();
                    break;
                case CustomEdit custom:
                    custom.Apply(new EditContext(hook, edited.View, pass.Batch));
                    MarkUnchanged(value.Value.Span, edited.Span, factors);
                    break;
                default:
                    throw new LensInputException(
                        $"Intervention '{intervention.GetType().Name}' at '{hook.Name}' is not supported; supported: {nameof(HeadScale)}, {nameof(ExampleScale)}, {nameof(ZeroAblation)}, {nameof(CustomEdit)}.");
            }
        }
        catch
        {
            edited.Dispose();
            factors?.Dispose();
            throw;
        }

        return pass.Tape.Edit(info, value, edited, factors);
    }

    private static void ScaleHeads(HookPoint hook, HeadScale scale, Tensor edited, Tensor? factors)
    {
        int axis = hook.Spec.IndexOf(Axis.Head);
        if (axis < 0)
        {
            throw new LensInputException($"Hook point '{hook.Name}' has dimensions {hook.Spec} and no heads; scale heads at attn.z, attn.result, attn.pattern or attn.q, k, v.");
        }

        int heads = edited.Shape[axis];
        ReadOnlySpan<float> scales = scale.Scales.AsSpan();
        if (scales.Length != heads)
        {
            throw new LensInputException($"Hook point '{hook.Name}' has {heads} heads, but {scales.Length} scales were given; give one for each head.");
        }

        int inner = 1;
        for (int index = axis + 1; index < edited.Rank; index++)
        {
            inner *= edited.Shape[index];
        }

        for (int start = 0, head = 0; start < edited.Length; start += inner, head = (head + 1) % heads)
        {
            Scale(scales[head], start, inner, edited, factors);
        }
    }

    private static void ScaleExamples(HookPoint hook, ExampleScale scale, Tensor edited, Tensor? factors)
    {
        int examples = edited.Shape[0];
        if (scale.Scales.Length != examples)
        {
            throw new LensInputException($"The batch has {examples} examples, but {scale.Scales.Length} scales were given at '{hook.Name}'; give one for each example.");
        }

        int inner = edited.Length / examples;
        for (int example = 0; example < examples; example++)
        {
            Scale(scale.Scales[example], example * inner, inner, edited, factors);
        }
    }

    private static void Scale(float factor, int start, int length, Tensor edited, Tensor? factors)
    {
        Span<float> part = edited.Span.Slice(start, length);
        if (factor == 0)
        {
            // Removed, even where the value is not finite and a product would not be zero.
            part.Clear();
        }
        else
        {
            ElementwiseKernel.Scale(factor, part, part);
        }

        factors?.Span.Slice(start, length).Fill(factor);
    }

    private static void MarkUnchanged(ReadOnlySpan<float> before, ReadOnlySpan<float> after, Tensor? factors)
    {
        if (factors is null)
        {
            return;
        }

        Span<float> unchanged = factors.Span;
        for (int index = 0; index < before.Length; index++)
        {
            unchanged[index] = BitConverter.SingleToInt32Bits(before[index]) == BitConverter.SingleToInt32Bits(after[index]) ? 1 : 0;
        }
    }
}
