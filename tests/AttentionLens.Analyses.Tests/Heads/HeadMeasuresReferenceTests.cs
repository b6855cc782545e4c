using AttentionLens.Heads;
using AttentionLens.Tests;

namespace AttentionLens.Analyses.Tests;

public class HeadMeasuresReferenceTests
{
    private static readonly (string Name, HeadMeasure Measure)[] Recorded =
    [
        ("entropy", HeadMeasure.Entropy),
        ("mean_distance", HeadMeasure.MeanDistance),
        ("first_token_mass", HeadMeasure.FirstTokenMass),
        ("diagonal_mass", HeadMeasure.DiagonalMass),
        ("previous_token_mass", HeadMeasure.PreviousTokenMass),
    ];

    [ReferenceTheory("reference")]
    [InlineData("bert_cls", "self", "attentions", false)]
    [InlineData("bert_mlm", "self", "attentions", false)]
    [InlineData("vit", "self", "attentions", false)]
    [InlineData("gpt2", "self", "attentions", true)]
    [InlineData("llama", "self", "attentions", true)]
    [InlineData("bart", "encoder_self", "encoder_self_attentions", false)]
    [InlineData("bart", "decoder_self", "decoder_self_attentions", true)]
    [InlineData("bart", "cross", "cross_attentions", false)]
    [InlineData("t5", "encoder_self", "encoder_self_attentions", false)]
    [InlineData("t5", "decoder_self", "decoder_self_attentions", true)]
    [InlineData("t5", "cross", "cross_attentions", false)]
    public void Measure_ReferencePatterns_EqualsReference(string family, string group, string attentions, bool causal)
    {
        ReferenceTensors reference = new(family);
        int compared = 0;
        foreach (string input in (string[])["a", "b"])
        {
            foreach ((string name, HeadMeasure measure) in Recorded)
            {
                string tensor = $"{input}.stats.{group}.{name}";
                if (reference.Names.Contains(tensor))
                {
                    Assert.Equal(
                        reference.Values(tensor).Select(value => (double)value),
                        Measured(reference, input, attentions, group, causal, reference.Shape(tensor), measure),
                        (expected, actual) => Math.Abs(expected - actual) <= reference.Tolerance(tensor));
                    compared++;
                }
            }
        }

        Assert.Equal(group == "cross" ? 6 : 10, compared);
    }

    private static IEnumerable<double> Measured(
        ReferenceTensors reference, string input, string attentions, string group, bool causal, int[] shape, HeadMeasure measure)
    {
        double[] measured = new double[shape[0] * shape[1] * shape[2]];
        PatternMeter meter = new();
        for (int layer = 0; layer < shape[1]; layer++)
        {
            HookPoint hook = Hook(group, layer, causal);
            string tensor = $"{input}.{attentions}.{layer}";
            int[] lengths = reference.Shape(tensor);
            PlantedBatch batch = new PlantedBatch(Examples(reference, input, group, lengths))
                .With(hook, reference.Values(tensor), [.. lengths.Select(length => (nint)length)]);
            for (int row = 0; row < shape[0]; row++)
            {
                HookContext context = batch.At(hook);
                Assert.True(meter.Measure(context.Value, hook, context.Batch.Examples[row], row));
                Assert.True(meter.Queries[(int)measure] > 0);
                meter.Values.Slice((int)measure * shape[2], shape[2]).CopyTo(measured.AsSpan(((row * shape[1]) + layer) * shape[2]));
            }
        }

        return measured;
    }

    private static HookPoint Hook(string group, int layer, bool causal) => group switch
    {
        "cross" => PlantedHooks.Cross(layer),
        "encoder_self" => PlantedHooks.Self(layer, causal, "encoder"),
        "decoder_self" => PlantedHooks.Self(layer, causal, "decoder"),
        _ => PlantedHooks.Self(layer, causal),
    };

    private static EncodedExample[] Examples(ReferenceTensors reference, string input, string group, int[] lengths)
    {
        bool[][] Masks(string name, int length) => reference.Masks($"{input}.{name}", lengths[0], length);

        bool[][] keys = Masks(group == "decoder_self" ? "decoder_attention_mask" : "attention_mask", lengths[3]);
        if (group != "cross")
        {
            return [.. keys.Select((mask, index) => PlantedExample.Masked([.. mask], index))];
        }

        bool[][] queries = Masks("decoder_attention_mask", lengths[2]);
        return [.. keys.Select((mask, index) => PlantedExample.Masked([.. mask], index, PlantedExample.Masked([.. queries[index]], index)))];
    }
}
