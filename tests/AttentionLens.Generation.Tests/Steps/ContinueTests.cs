using AttentionLens.Generation.Tests.Models;
using AttentionLens.Models;

namespace AttentionLens.Generation.Tests.Steps;

/// <summary>The input with what was written behind it.</summary>
public sealed class ContinueTests
{
    private static readonly LensInput Input = new() { Id = "first", Ids = [5, 9, 16, 4], Label = 2, Labels = [5, 9, 16, 4], Position = 1 };
    private static readonly GenerationOptions Options = new() { MostTokens = 6 };

    [Theory]
    [MemberData(nameof(WritingModel.All), MemberType = typeof(WritingModel))]
    public async Task ContinueAsync_Prompt_HasWhatWasWrittenBehindIt(string name)
    {
        await using TransformerModel model = WritingModel.Load(name);
        LensInput input = WritingModel.HasDecoder(model) ? Input with { DecoderIds = [2, 7], Labels = [1] } : Input;

        LensInput whole = await new TextGenerator(model).ContinueAsync(input, Options);

        GeneratedSequence written = await new TextGenerator(model).GenerateAsync(input, Options);
        int[] ids = [.. written.Tokens.Select(token => token.Id)];
        Assert.Equal(("first", 2, 1, true), (whole.Id, whole.Label, whole.Position, whole.Labels.IsDefault));
        if (WritingModel.HasDecoder(model))
        {
            Assert.Equal([2, 7, .. ids], whole.DecoderIds.ToArray());
            Assert.Equal(Input.Ids.ToArray(), whole.Ids.ToArray());
        }
        else
        {
            Assert.Equal([.. Input.Ids, .. ids], whole.Ids.ToArray());
        }
    }

    [Theory]
    [MemberData(nameof(WritingModel.All), MemberType = typeof(WritingModel))]
    public async Task ContinueWithLabelsAsync_Prompt_CanBeExplainedAsWhatWasWritten(string name)
    {
        await using TransformerModel model = WritingModel.Load(name);
        LensInput input = WritingModel.HasDecoder(model) ? Input with { DecoderIds = [2, 7], Labels = [1] } : Input;

        LensInput whole = await new TextGenerator(model).ContinueWithLabelsAsync(input, Options);

        GeneratedSequence written = await new TextGenerator(model).GenerateAsync(input, Options);
        int[] ids = [.. written.Tokens.Select(token => token.Id)];
        Assert.Equal(WritingModel.HasDecoder(model) ? [-100, .. ids, -100] : [-100, -100, -100, -100, .. ids], whole.Labels.ToArray());
        InputBatch batch = model.Inputs.Collate([model.Inputs.Encode(0, whole, new EncodeOptions())]);
        using ModelRun run = await model.RunAsync(batch, new RunPlan { Objective = new ContinuationObjective() });
        Assert.Equal(written.LogProbability, run.ObjectiveValues[0], 1e-4);
    }

    [Fact]
    public async Task ContinueAsync_Padding_StaysBeforeAndGivesWayBehind()
    {
        await using TransformerModel model = WritingModel.Load("gpt2");
        LensInput input = new() { Ids = [0, 5, 9, 0], AttentionMask = [false, true, true, false] };

        LensInput whole = await new TextGenerator(model).ContinueAsync(input, Options with { MostTokens = 2 });

        Assert.Equal([0, 5, 9], whole.Ids[..3].ToArray());
        Assert.Equal([false, true, true, true, true], whole.AttentionMask.ToArray());
    }

    [Fact]
    public async Task ContinueAsync_PositionsUsedUp_LeavesOutWhatHasNone()
    {
        await using TransformerModel model = WritingModel.Load("gpt2");
        GenerationOptions options = Options with { MostTokens = 1000 };

        LensInput whole = await new TextGenerator(model).ContinueAsync(Input, options);

        Assert.Equal(WritingModel.Positions - 4 + 1, (await new TextGenerator(model).GenerateAsync(Input, options)).Tokens.Length);
        Assert.Equal(WritingModel.Positions, whole.Ids.Length);
        using ModelRun run = WritingModel.Run(model, whole);
        Assert.Equal(WritingModel.Positions, run.Output.Shape[1]);
    }
}
