using System.Text.Json;
using AttentionLens.Decoders.Tests.Models;
using AttentionLens.Models;
using AttentionLens.Tests;

namespace AttentionLens.Decoders.Tests.References;

/// <summary>A trained model from elsewhere that sorts six letters.</summary>
public sealed class NanoSortTests : DecoderTest
{
    private const string Folder = "real-models/gpt-nano-sort";
    private const int Letters = 6;

    [ReferenceFact(Folder)]
    public void RunAsync_RecordedLetters_GivesRecordedLogitsAndSorts()
    {
        TransformerModel model = Keep(Decoder.Load(ReferenceData.At($"{Folder}/hf")));
        using JsonDocument recorded = JsonDocument.Parse(File.ReadAllBytes(ReferenceData.At($"{Folder}/reference.json")));
        JsonElement[] examples = [.. recorded.RootElement.GetProperty("examples").EnumerateArray()];
        Assert.NotEmpty(examples);
        Assert.Empty(model.Card.Caveats);
        foreach (JsonElement example in examples)
        {
            LensInput input = new() { Ids = [.. Integers(example.GetProperty("input_ids"))] };

            float[] logits = Decoder.Output(model, Decoder.Batch(model, input))[((Letters - 1) * 3)..];

            float[] expected = [.. example.GetProperty("logits_positions_5_to_10").EnumerateArray()
                .SelectMany(row => row.EnumerateArray().Select(logit => logit.GetSingle()))];
            Decoder.AssertClose(expected, logits, 2e-6);
            Assert.Equal(Integers(example.GetProperty("sorted")), logits.Chunk(3).Select(row => Array.IndexOf(row, row.Max())));
        }
    }

    private static IEnumerable<int> Integers(JsonElement list) => list.EnumerateArray().Select(entry => entry.GetInt32());
}
