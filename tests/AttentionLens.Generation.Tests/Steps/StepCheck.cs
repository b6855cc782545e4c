using AttentionLens.Generation.Tests.Models;
using AttentionLens.Models;

namespace AttentionLens.Generation.Tests.Steps;

/// <summary>What steps show against one pass over all that was read and written.</summary>
internal static class StepCheck
{
    private const double Tolerance = 2e-6;

    /// <summary>Writes, and compares the logits and every captured value with the rows of one pass.</summary>
    /// <returns>The number of values of hook points that were compared.</returns>
    public static async Task<int> AssertEqualOnePassAsync(
        TransformerModel model, LensInput input, GenerationOptions options, params HookSelector[] capture)
    {
        TextGenerator generator = new(model);
        using ModelRun whole = WritingModel.Run(model, await generator.ContinueAsync(input, options), capture);
        EncodedExample prompt = model.Inputs.Encode(0, input, options.Encode);
        EncodedExample read = prompt.Decoder ?? prompt;
        int length = read.Start + read.Length;
        int compared = 0;
        await foreach (GenerationStep step in generator.StepsAsync(input, options, [.. capture]))
        {
            int row = length - 1 + step.Index;
            int classes = step.Logits.Values.Length;
            AssertClose(whole.Output.Values, whole.Output.Values.Slice(row * classes, classes), step.Logits.Values, $"logits of step {step.Index}");
            foreach (HookName name in step.Hooks)
            {
                Rows rows = IsEncoders(model.Hooks[name]) ? new Rows(0, 0, prompt.Tokens.Length)
                    : step.Index == 0 ? new Rows(0, read.Start, row + 1)
                    : new Rows(row, row, row + 1);
                Compare(model.Hooks[name], whole.Captured(name), step.Captured(name), rows, $"{name} of step {step.Index}");
                compared++;
            }
        }

        return compared;
    }

    private static bool IsEncoders(HookPoint hook) => hook.Stack == "encoder"
        || (hook.Kind is HookKind.Key or HookKind.Value && hook.Name.Value.Contains(".cross_attn.", StringComparison.Ordinal));

    private static void Compare(HookPoint hook, LensTensor whole, LensTensor part, Rows rows, string what)
    {
        bool isPairs = hook.Kind is HookKind.Pattern or HookKind.Scores;
        int axis = isPairs ? 2 : 1;
        int outer = isPairs ? whole.Shape[1] : 1;
        int width = whole.Values.Length / outer / whole.Shape[axis];
        int shown = rows.End - rows.Begin;
        Assert.Equal(shown, part.Shape[axis]);
        int seen = part.Values.Length / outer / shown;
        Assert.Equal(isPairs && hook.KeyStack != "encoder" ? rows.End : width, seen);
        float[] visible = Visible(whole.Values);
        for (int head = 0; head < outer; head++)
        {
            for (int row = rows.Compared; row < rows.End; row++)
            {
                ReadOnlySpan<float> expected = whole.Values.Slice(((head * whole.Shape[axis]) + row) * width, seen);
                AssertClose(visible, expected, part.Values.Slice(((head * shown) + row - rows.Begin) * seen, seen), what);
            }
        }
    }

    // A masked score is no number of the model's: it must not set the tolerance.
    private static float[] Visible(ReadOnlySpan<float> values) => [.. values.ToArray().Where(value => value > float.MinValue)];

    private static void AssertClose(ReadOnlySpan<float> all, ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, string what)
    {
        double largest = 0;
        foreach (float value in all)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        Assert.Equal(expected.Length, actual.Length);
        for (int index = 0; index < expected.Length; index++)
        {
            double off = Math.Abs((double)expected[index] - actual[index]);
            Assert.True(off <= Tolerance * largest, $"{what}[{index}]: expected {expected[index]:G9}, found {actual[index]:G9}, of at most {largest:G4}");
        }
    }

    /// <summary>What a step shows: the rows from the first to the end, of which those before the first token that counts mean nothing.</summary>
    private readonly record struct Rows(int Begin, int Compared, int End);
}
