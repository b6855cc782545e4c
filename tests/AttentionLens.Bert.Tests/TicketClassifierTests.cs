using System.Text.Json;
using AttentionLens.Tests;

namespace AttentionLens.Bert.Tests;

/// <summary>A trained classifier from elsewhere, from text to prediction.</summary>
public sealed class TicketClassifierTests
{
    private const string Folder = "real-models/bert-ticket-classifier";

    [ReferenceFact(Folder)]
    public async Task RunAsync_EveryRecordedText_GivesIdsLogitsAndPrediction()
    {
        await using LensModel model = await BertReferenceTests.LoadAsync(ReferenceData.At(Folder));
        using JsonDocument recorded = JsonDocument.Parse(await File.ReadAllBytesAsync(ReferenceData.At($"{Folder}/reference.json")));
        int examples = 0;
        foreach (JsonElement example in recorded.RootElement.GetProperty("examples").EnumerateArray())
        {
            EncodedExample encoded = model.Inputs.Encode(examples++, new LensInput { Text = example.GetProperty("text").GetString() }, new EncodeOptions());
            using ModelRun run = await model.RunAsync(model.Inputs.Collate([encoded]), RunPlan.OutputOnly);
            float[] logits = run.Output.Values.ToArray();

            Assert.Equal(example.GetProperty("input_ids").EnumerateArray().Select(id => id.GetInt32()), encoded.Tokens.Select(token => token.Id));
            Assert.All(example.GetProperty("logits").EnumerateArray().Zip(logits), pair => Assert.Equal(pair.First.GetSingle(), pair.Second, 1e-4));
            Assert.Equal(example.GetProperty("predicted").GetString(), model.Card.Labels[logits.IndexOf(logits.Max())]);
        }

        Assert.True(examples > 0);
        Assert.Empty(model.Card.Caveats);
    }
}
