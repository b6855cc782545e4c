using AttentionLens.Generation.Tests.Models;
using AttentionLens.Models;

namespace AttentionLens.Generation.Tests.Beams;

/// <summary>What a search over beams finds, against the search of everything.</summary>
public sealed class BeamTests
{
    private const int Small = 5;
    private static readonly LensInput Input = new() { Ids = [1, 4, 2, 3] };

    public static TheoryData<string, double, int[], int> Searches
    {
        get
        {
            TheoryData<string, double, int[], int> searches = [];
            foreach (string name in (ReadOnlySpan<string>)["gpt2", "mistral", "bart", "t5"])
            {
                foreach (double penalty in (ReadOnlySpan<double>)[0, 1, 2.5, -1.5])
                {
                    searches.Add(name, penalty, [3], 3);
                    searches.Add(name, penalty, [1, 4], 3);
                }
            }

            searches.Add("llama", 1, [], 4);
            return searches;
        }
    }

    [Theory]
    [MemberData(nameof(Searches))]
    public async Task GenerateAsync_AsManyBeamsAsTexts_FindsTheBestOfAllTexts(string name, double penalty, int[] ends, int length)
    {
        await using TransformerModel model = LoadSmall(name);
        GenerationOptions options = new()
        {
            MostTokens = length,
            Beams = (int)Math.Pow(Small, length),
            LengthPenalty = penalty,
            EndIds = [.. ends],
        };

        GeneratedSequence found = await new TextGenerator(model).GenerateAsync(Input, options);

        (double score, int[] ids) = Best(model, [], 0, ends, length, penalty);
        Assert.Equal(ids, found.Tokens.Select(token => token.Id));
        Assert.Equal(score, found.Score!.Value, 1e-5);
        Assert.Equal(found.LogProbability / Math.Pow(ids.Length, penalty), found.Score.Value, 1e-9);
        Assert.Equal(ends.Contains(ids[^1]), found.HasEnded);
    }

    [Theory]
    [MemberData(nameof(WritingModel.All), MemberType = typeof(WritingModel))]
    public async Task GenerateAsync_OneBeam_IsGreedy(string name)
    {
        await using TransformerModel model = WritingModel.Load(name);
        TextGenerator generator = new(model);
        GenerationOptions options = new() { MostTokens = 12 };

        GeneratedSequence greedy = await generator.GenerateAsync(Input, options);
        GeneratedSequence beam = await generator.GenerateAsync(Input, options with { Beams = 1, LengthPenalty = 2 });

        Assert.Equal(greedy.Tokens.ToArray(), beam.Tokens.ToArray());
        Assert.Null(beam.Score);
    }

    [Theory]
    [MemberData(nameof(WritingModel.All), MemberType = typeof(WritingModel))]
    public async Task GenerateAsync_MoreBeams_ScoreIsThatOfOnePass(string name)
    {
        await using TransformerModel model = WritingModel.Load(name);
        TextGenerator generator = new(model);
        GenerationOptions options = new() { MostTokens = 10, Beams = 5 };

        GeneratedSequence found = await generator.GenerateAsync(Input, options);

        double sum = 0;
        List<GeneratedToken> replayed = [];
        await foreach (GenerationStep step in generator.StepsAsync(Input, options, [HookSelector.Of(HookKind.Pattern)]))
        {
            replayed.Add(step.Token);
            sum += step.Token.LogProbability;
        }

        Assert.Equal(found.Tokens.Select(token => token.Id), replayed.Select(token => token.Id));
        Assert.Equal(sum / replayed.Count, found.Score!.Value, 1e-4);
        GeneratedSequence greedy = await generator.GenerateAsync(Input, options with { Beams = 1 });
        Assert.True(found.Score >= (greedy.LogProbability / greedy.Tokens.Length) - 1e-5, $"{found.Score} of beams, {greedy.LogProbability / 10} of greed");
    }

    [Fact]
    public async Task GenerateAsync_EqualScores_TakesTheSmallestIds()
    {
        await using TransformerModel model = WritingModel.Load("gpt2");
        foreach (AttentionLens.Numerics.Parameter parameter in model.Parameters)
        {
            parameter.Write(new float[parameter.Length]);
        }

        GeneratedSequence found = await new TextGenerator(model).GenerateAsync(Input, new GenerationOptions { MostTokens = 3, Beams = 4 });

        Assert.Equal([0, 0, 0], found.Tokens.Select(token => token.Id));
        Assert.Equal(-Math.Log(WritingModel.Vocabulary), found.Score!.Value, 1e-6);
    }

    [Theory]
    [InlineData(nameof(GenerationOptions.Beams))]
    [InlineData(nameof(GenerationOptions.LengthPenalty))]
    [InlineData(nameof(GenerationOptions.Temperature))]
    public async Task GenerateAsync_OptionsThatMakeNoSense_AreRefusedByName(string name)
    {
        await using TransformerModel model = WritingModel.Load("gpt2");
        GenerationOptions options = name switch
        {
            nameof(GenerationOptions.Beams) => new() { Beams = 0 },
            nameof(GenerationOptions.LengthPenalty) => new() { Beams = 2, LengthPenalty = double.NaN },
            _ => new() { Beams = 2, Temperature = 1 },
        };

        LensInputException refusal = await Assert.ThrowsAsync<LensInputException>(() => new TextGenerator(model).GenerateAsync(Input, options).AsTask());

        Assert.Contains(name, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
    }

    private static TransformerModel LoadSmall(string name) =>
        WritingModel.Load(name, null, ("vocab_size", Small), ("pad_token_id", 0), ("decoder_start_token_id", 1));

    // Every text of at most a length, each by a pass of its own.
    private static (double Score, int[] Ids) Best(TransformerModel model, int[] written, double sum, int[] ends, int length, double penalty)
    {
        (double Score, int[] Ids) best = (double.NegativeInfinity, []);
        double[] next = LogProbabilities(model, written);
        for (int id = 0; id < Small; id++)
        {
            int[] ids = [.. written, id];
            double total = sum + next[id];
            (double Score, int[] Ids) text = ids.Length == length || ends.Contains(id)
                ? (total / Math.Pow(ids.Length, penalty), ids)
                : Best(model, ids, total, ends, length, penalty);
            best = text.Score > best.Score ? text : best;
        }

        return best;
    }

    private static double[] LogProbabilities(TransformerModel model, int[] written)
    {
        LensInput whole = WritingModel.HasDecoder(model) ? Input with { DecoderIds = [1, .. written] } : Input with { Ids = [.. Input.Ids, .. written] };
        using ModelRun run = WritingModel.Run(model, whole);
        double[] logits = [.. run.Output.Values[^Small..].ToArray()];
        double sum = logits.Sum(Math.Exp);
        return [.. logits.Select(logit => logit - Math.Log(sum))];
    }
}
