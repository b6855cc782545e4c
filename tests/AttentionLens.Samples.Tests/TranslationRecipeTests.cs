using AttentionLens.Bart;
using AttentionLens.Models;
using AttentionLens.Numerics;

namespace AttentionLens.Samples.Tests;

public sealed class TranslationRecipeTests
{
    private const int FewSteps = 2;

    private static readonly TranslationRecipe Recipe = new() { MeasuredSentences = 4 };

    [Fact]
    public async Task TrainAsync_SameSeed_GivesTheSameBytesOnAnyNumberOfThreads()
    {
        int before = ThreadTeam.Size;
        try
        {
            Dictionary<string, string> one = await FilesAsync(seed: 1, threads: 1);
            Dictionary<string, string> two = await FilesAsync(seed: 1, threads: 2);
            Dictionary<string, string> other = await FilesAsync(seed: 2, threads: 2);

            Assert.Equal(
                ["README.md", "config.json", "evaluation.jsonl", "model.safetensors", "special_tokens_map.json", "tokenizer.json", "tokenizer_config.json"],
                one.Keys.Order(StringComparer.Ordinal));
            Assert.Equal(one, two);
            Assert.NotEqual(one["model.safetensors"], other["model.safetensors"]);
            Assert.NotEqual(one["evaluation.jsonl"], other["evaluation.jsonl"]);
            Assert.Equal(one["tokenizer.json"], other["tokenizer.json"]);
        }
        finally
        {
            ThreadTeam.Resize(before);
        }
    }

    [Fact]
    public async Task TrainAsync_Outcome_NamesWhatWasMeasured()
    {
        using TemporaryFolder folder = new();

        TrainingOutcome outcome = await Recipe.TrainAsync(Context(folder, 1), default);

        Assert.Equal(
            [
                "held-out accuracy", "unseen-combination accuracy", "held-out token accuracy", "unseen-combination token accuracy", "training loss",
            ],
            outcome.Measures.Select(measure => measure.Name));
        Assert.All(outcome.Measures[..4], measure => Assert.InRange(measure.Value, 0, 1));
    }

    [Fact]
    public async Task Train_OneBatchAgainAndAgain_IsLearned()
    {
        using TemporaryFolder folder = new();
        await Recipe.TrainAsync(Context(folder, 1), default);
        await using TransformerModel model = new BartAdapter().Initialize(ModelFolder.Open(folder.Path), 1);
        IReadOnlyList<LensInput> batch = [.. new TranslationCorpus(1).Batch(0).Take(8)];
        List<double> losses = [];

        Trainer.Train(
            model,
            new TrainerSettings(new WarmupSchedule(2e-3, 4, 60), new AdamWOptions()),
            _ => batch,
            new Listener(done => losses.Add(done.Loss)),
            default);

        Assert.InRange(losses[0], 5, 10);
        Assert.InRange(losses[^1], 0, losses[0] / 3);
    }

    [Fact]
    public async Task TrainAsync_CancelledAtAStep_Stops()
    {
        using TemporaryFolder folder = new();
        using CancellationTokenSource cancellation = new();
        int steps = 0;
        TrainingContext context = Context(folder, 1000) with
        {
            Progress = new Listener(done =>
            {
                steps = done.Step;
                cancellation.Cancel();
            }),
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Recipe.TrainAsync(context, cancellation.Token));
        Assert.Equal(1, steps);
        Assert.False(File.Exists(Path.Combine(folder.Path, "model.safetensors")));
    }

    [Fact]
    public async Task TrainAsync_NoSteps_IsRefused()
    {
        using TemporaryFolder folder = new();

        LensInputException error = await Assert.ThrowsAsync<LensInputException>(async () => await Recipe.TrainAsync(Context(folder, 0), default));
        Assert.Contains("0 steps", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TrainAsync_NoAdapterForTheModel_SaysSo()
    {
        using TemporaryFolder folder = new();

        LensInputException error = await Assert.ThrowsAsync<LensInputException>(
            async () => await Recipe.TrainAsync(Context(folder, 1) with { Adapters = [] }, default));
        Assert.Contains("'bart'", error.Message, StringComparison.Ordinal);
    }

    private static TrainingContext Context(TemporaryFolder folder, int steps) => new(folder.Path, 1, [new BartAdapter()]) { Steps = steps };

    private static async Task<Dictionary<string, string>> FilesAsync(ulong seed, int threads)
    {
        using TemporaryFolder folder = new();
        ThreadTeam.Resize(threads);
        await Recipe.TrainAsync(Context(folder, FewSteps) with { Seed = seed }, default);
        return Directory.EnumerateFiles(folder.Path).ToDictionary(
            file => Path.GetFileName(file), file => Convert.ToHexString(File.ReadAllBytes(file)));
    }

    private sealed class Listener(Action<TrainingProgress> hear) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => hear(value);
    }
}
