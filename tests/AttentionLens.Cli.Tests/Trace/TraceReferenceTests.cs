using System.Globalization;
using System.Text.Json;
using AttentionLens.Cli.Tests.Running;
using AttentionLens.Tests;

namespace AttentionLens.Cli.Tests.Trace;

/// <summary><c>trace</c> against the recorded numbers, for every recorded example, as options and as lines of a file.</summary>
public sealed class TraceReferenceTests
{
    private static readonly string[] Wanted =
    [
        "--hooks", "embed", "--hooks", "blocks.0.resid_pre", "--hooks", "blocks.*.attn.pattern", "--hooks", "blocks.*.resid_post",
        "--gradient", "embed", "--gradient", "blocks.0.resid_pre", "--gradient", "blocks.*.attn.pattern", "--gradient", "blocks.*.resid_post",
    ];

    public static TheoryData<string, string> Examples { get; } = new()
    {
        { "bert_cls", "a" }, { "bert_cls", "b" }, { "bert_mlm", "a" }, { "bert_mlm", "b" },
    };

    [ReferenceTheory("reference/bert_cls")]
    [MemberData(nameof(Examples))]
    public async Task Trace_EachExampleAsOptions_GivesRecordedNumbers(string family, string set)
    {
        using ReferenceCase reference = new(family);
        using TemporaryFolder folder = new();
        IReadOnlyList<LensInput> inputs = reference.Inputs(set);
        for (int row = 0; row < inputs.Count; row++)
        {
            LensInput input = inputs[row];
            List<string> args =
            [
                "trace", reference.Checkpoint, "--ids", Join(input.Ids), "--attention-mask", Join(input.AttentionMask.Select(seen => seen ? 1 : 0)),
                "--token-types", Join(input.TokenTypes), "--target", Number(input.Target!.Value), "--out", folder.At("x.safetensors"), .. Wanted,
            ];
            if (input.Position is { } position)
            {
                args.AddRange(["--position", Number(position)]);
            }

            (await CliRunner.RunAsync([.. args])).AssertDone();

            using TraceFile trace = new(folder.At("x.safetensors"));
            AssertRow(reference, set, trace, row, inputs.Count, 0, 1);
        }
    }

    [ReferenceTheory("reference/bert_cls")]
    [MemberData(nameof(Examples))]
    public async Task Trace_ExamplesAsLines_GivesRecordedNumbersInBatchesOfAnySize(string family, string set)
    {
        using ReferenceCase reference = new(family);
        using TemporaryFolder folder = new();
        IReadOnlyList<LensInput> inputs = reference.Inputs(set);
        string lines = folder.Write("inputs.jsonl", string.Concat(inputs.Select(Line)));
        foreach (string[] batch in new string[][] { [], ["--batch-size", "1"], ["--batch-size", "2"] })
        {
            string file = folder.At("x.safetensors");

            (await CliRunner.RunAsync(["trace", reference.Checkpoint, "--input", lines, "--out", file, .. Wanted, .. batch])).AssertDone();

            using TraceFile trace = new(file);
            for (int row = 0; row < inputs.Count; row++)
            {
                AssertRow(reference, set, trace, row, inputs.Count, row, inputs.Count);
            }
        }
    }

    private static void AssertRow(ReferenceCase reference, string set, TraceFile trace, int expectedRow, int expectedRows, int row, int rows)
    {
        int layers = trace.Names.Count(name => name.StartsWith("blocks.", StringComparison.Ordinal) && name.EndsWith(".resid_post", StringComparison.Ordinal));
        Assert.True(layers > 1);
        Close("logits", "logits");
        Close("input_embeddings", "embed");
        Close("grad.input", "gradient/embed");
        Close("hidden_states.0", "blocks.0.resid_pre");
        Close("grad.hidden_states.0", "gradient/blocks.0.resid_pre");
        for (int layer = 0; layer < layers; layer++)
        {
            Close($"hidden_states.{layer + 1}", $"blocks.{layer}.resid_post");
            Close($"grad.hidden_states.{layer + 1}", $"gradient/blocks.{layer}.resid_post");
            Close($"attentions.{layer}", $"blocks.{layer}.attn.pattern");
            Close($"grad.attentions.{layer}", $"gradient/blocks.{layer}.attn.pattern");
        }

        Assert.Equal(5 + (4 * layers), trace.Names.Count);

        void Close(string name, string stored)
        {
            float[] all = reference.Expected($"{set}.{name}");
            ReadOnlySpan<float> expected = all.AsSpan(expectedRow * (all.Length / expectedRows), all.Length / expectedRows);
            float[] values = trace.Values(stored);
            Assert.Equal(rows, trace.Shape(stored)[0]);
            ReadOnlySpan<float> actual = values.AsSpan(row * (values.Length / rows), values.Length / rows);
            Assert.Equal(expected.Length, actual.Length);
            double tolerance = reference.Tolerance($"{set}.{name}");
            double worst = 0;
            for (int index = 0; index < expected.Length; index++)
            {
                worst = Math.Max(worst, Math.Abs((double)expected[index] - actual[index]));
            }

            Assert.True(worst <= tolerance, $"{set}.{name}, example {expectedRow}: off by {worst:G3}, tolerance {tolerance:G3}");
        }
    }

    private static string Line(LensInput input, int index) => JsonSerializer.Serialize(new Dictionary<string, object?>
    {
        ["id"] = $"example {index}",
        ["ids"] = input.Ids,
        ["attention_mask"] = input.AttentionMask.Select(seen => seen ? 1 : 0),
        ["token_types"] = input.TokenTypes,
        ["label"] = input.Label,
        ["labels"] = input.Labels.IsDefault ? null : input.Labels,
        ["target"] = input.Target,
        ["position"] = input.Position,
    }) + "\n";

    private static string Join(IEnumerable<int> numbers) => string.Join(',', numbers.Select(Number));

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
