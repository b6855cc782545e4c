using AttentionLens.Generation.Tests.Models;
using AttentionLens.Models;
using AttentionLens.Tests;

namespace AttentionLens.Generation.Tests.Steps;

/// <summary>A step that computes only what is new gives what one pass over everything gives.</summary>
public sealed class CachedStepTests
{
    private static readonly HookSelector Everything = HookSelector.Parse("*");
    private static readonly GenerationOptions Drawn = new() { MostTokens = 20, Temperature = 4, Seed = 3, EndIds = [] };

    public static TheoryData<string, int[], bool[]?> Prompts
    {
        get
        {
            TheoryData<string, int[], bool[]?> prompts = [];
            foreach (string name in WritingModel.Names)
            {
                prompts.Add(name, [5, 9, 16, 4, 3], null);
                prompts.Add(name, [7], null);
                prompts.Add(name, [0, 0, 5, 9, 16], [false, false, true, true, true]);
                prompts.Add(name, [5, 0, 9, 16, 0], [true, false, true, true, false]);
            }

            return prompts;
        }
    }

    [Theory]
    [MemberData(nameof(Prompts))]
    public async Task StepsAsync_EverythingCaptured_EqualsOnePass(string name, int[] ids, bool[]? mask)
    {
        await using TransformerModel model = WritingModel.Load(name);
        int ownHooks = model.Hooks.Count(hook => hook.Stack != "encoder");

        int compared = await StepCheck.AssertEqualOnePassAsync(model, Input(ids, mask), Drawn, Everything);

        Assert.InRange(compared, (ownHooks * Drawn.MostTokens * 3) / 4, model.Hooks.Count * Drawn.MostTokens);
    }

    [Theory]
    [MemberData(nameof(Prompts))]
    public async Task StepsAsync_NothingCaptured_EqualsOnePass(string name, int[] ids, bool[]? mask)
    {
        await using TransformerModel model = WritingModel.Load(name);

        Assert.Equal(0, await StepCheck.AssertEqualOnePassAsync(model, Input(ids, mask), Drawn));
    }

    [Theory]
    [InlineData("bart")]
    [InlineData("t5")]
    [InlineData("marian")]
    public async Task StepsAsync_DecoderIdsWithPadding_EqualsOnePass(string name)
    {
        await using TransformerModel model = WritingModel.Load(name);
        LensInput input = new() { Ids = [5, 9, 16], DecoderIds = [0, 2, 7, 11, 1], DecoderMask = [false, true, true, true, false] };

        Assert.NotEqual(0, await StepCheck.AssertEqualOnePassAsync(model, input, Drawn, HookSelector.Of(HookKind.Pattern)));
    }

    [Theory]
    [InlineData("mistral", 3)]
    [InlineData("mistral", 40)]
    [InlineData("qwen2, upper window", 7)]
    [InlineData("llama", 0)]
    public async Task StepsAsync_TextLongerThanTheFirstRoom_EqualsOnePass(string name, int window)
    {
        await using TransformerModel model = window == 0
            ? WritingModel.Load(name, null, ("max_position_embeddings", 720))
            : WritingModel.Load(name, null, ("max_position_embeddings", 720), ("sliding_window", window));

        await StepCheck.AssertEqualOnePassAsync(model, Input([5, 9, 16], null), Drawn with { MostTokens = 700 });
    }

    [ReferenceTheory("reference/llama")]
    [InlineData("gpt2")]
    [InlineData("llama")]
    [InlineData("bart")]
    [InlineData("t5")]
    public async Task StepsAsync_RecordedModel_EqualsOnePass(string family)
    {
        await using TransformerModel model = WritingModel.LoadFrom(ReferenceData.At($"reference/{family}/checkpoint"));

        await StepCheck.AssertEqualOnePassAsync(model, Input([5, 9, 16, 4, 3, 77], null), Drawn);
        Assert.NotEqual(0, await StepCheck.AssertEqualOnePassAsync(
            model, Input([1, 5, 9, 16], [false, true, true, true]), Drawn, HookSelector.Of(HookKind.Pattern), HookSelector.Of(HookKind.ResidualPost)));
    }

    private static LensInput Input(int[] ids, bool[]? mask) => new() { Ids = [.. ids], AttentionMask = mask is null ? default : [.. mask] };
}
