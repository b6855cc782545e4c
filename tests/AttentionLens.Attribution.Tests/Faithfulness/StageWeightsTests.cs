using AttentionLens.Models;

namespace AttentionLens.Attribution.Tests.Faithfulness;

/// <summary>Which weights belong to which stage, and how they are changed on the way into a model.</summary>
public sealed class StageWeightsTests
{
    [Theory]
    [MemberData(nameof(SeededModel.Names), MemberType = typeof(SeededModel))]
    public async Task Weights_OfAllStages_AreTheModelsEachOnce(string family)
    {
        await using SeededModel seeded = SeededModel.Load(family);

        Assert.Equal(
            seeded.Model.Parameters.Where(parameter => parameter.Owner == parameter).Select(parameter => parameter.Name).Order(StringComparer.Ordinal),
            seeded.Model.Stages.SelectMany(stage => stage.Weights).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(SeededModel.Names), MemberType = typeof(SeededModel))]
    public async Task Weights_OfABlock_AreNotThoseOfAnother(string family)
    {
        await using SeededModel seeded = SeededModel.Load(family);
        StageInfo[] blocks = [.. seeded.Model.Stages.Where(stage => stage.Name.Contains("blocks.", StringComparison.Ordinal))];

        Assert.All(blocks, block => Assert.InRange(block.Weights.Length, 6, 30));
        Assert.Single(blocks.Where(block => !block.Name.Contains("coder", StringComparison.Ordinal)).Select(block => block.Weights.Length).Distinct().DefaultIfEmpty());
    }

    [Theory]
    [MemberData(nameof(SampleModel.Names), MemberType = typeof(SampleModel))]
    public async Task EditWeight_ASampleModel_HearsOfEveryWeightOnce(string name)
    {
        List<string> heard = [];

        await using LensModel model = await SampleModel.LoadAsync(name, new ModelLoadOptions { EditWeight = (weight, values) => heard.Add($"{weight}:{values.Length}") });

        Assert.Equal(
            ((TransformerModel)model).Parameters.Where(parameter => parameter.Owner == parameter).Select(parameter => $"{parameter.Name}:{parameter.Length}").Order(StringComparer.Ordinal),
            heard.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task EditWeight_OneWeight_ChangesThatOneAlone()
    {
        await using LensModel before = await SampleModel.LoadAsync("sentiment");
        string chosen = before.Stages[2].Weights[0];

        await using LensModel after = await SampleModel.LoadAsync("sentiment", new ModelLoadOptions { EditWeight = (name, values) => values.Fill(name == chosen ? 7 : values[0]) });
        await using LensModel edited = await SampleModel.LoadAsync("sentiment", new ModelLoadOptions
        {
            EditWeight = (name, values) =>
            {
                if (name == chosen)
                {
                    values.Fill(7);
                }
            },
        });

        ModelWeight[] changed = [.. edited.Weights.Where(weight => !weight.Read().Equals(before.Weights.Get(weight.Name).Read()))];
        Assert.Equal("blocks.1.attn.W_Q", Assert.Single(changed).Name);
        Assert.All(changed[0].Read().Values, value => Assert.Equal(7, value));
        Assert.All(after.Weights.Get("blocks.1.attn.W_Q").Read().Values, value => Assert.Equal(7, value));
    }

    [Fact]
    public async Task EditWeight_ThatThrows_IsNotSwallowed() => await Assert.ThrowsAsync<InvalidOperationException>(
        () => SampleModel.LoadAsync("sentiment", new ModelLoadOptions { EditWeight = (_, _) => throw new InvalidOperationException("no") }).AsTask());
}
