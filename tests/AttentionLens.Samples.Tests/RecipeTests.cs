using AttentionLens.Models;
using AttentionLens.Numerics;

namespace AttentionLens.Samples.Tests;

/// <summary>What every training recipe owes, whatever it trains.</summary>
public abstract class RecipeTests
{
    private protected abstract TrainingRecipe Recipe { get; }

    private protected abstract TransformerAdapter Adapter { get; }

    private protected abstract string ModelType { get; }

    private protected abstract int FewSteps { get; }

    /// <summary>Everything that a training writes, in ordinal order.</summary>
    private protected abstract string[] Files { get; }

    /// <summary>What another seed makes another.</summary>
    private protected abstract string[] FilesOfTheSeed { get; }

    /// <summary>What every seed makes alike.</summary>
    private protected virtual string[] FilesOfAllSeeds => [];

    /// <summary>The measures; all but the last, the loss, are shares.</summary>
    private protected abstract string[] Measures { get; }

    private protected abstract BatchToLearn ToLearn { get; }

    [Fact]
    public async Task TrainAsync_SameSeed_GivesTheSameBytesOnAnyNumberOfThreads()
    {
        int before = ThreadTeam.Size;
        try
        {
            Dictionary<string, string> one = await FilesAsync(seed: 1, threads: 1);
            Dictionary<string, string> two = await FilesAsync(seed: 1, threads: 2);
            Dictionary<string, string> other = await FilesAsync(seed: 2, threads: 2);

            Assert.Equal(Files, one.Keys.Order(StringComparer.Ordinal));
            Assert.Equal(one, two);
            Assert.All(FilesOfTheSeed.Append("model.safetensors"), name => Assert.NotEqual(one[name], other[name]));
            Assert.All(FilesOfAllSeeds, name => Assert.Equal(one[name], other[name]));
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

        Assert.Equal(Measures, outcome.Measures.Select(measure => measure.Name));
        Assert.All(outcome.Measures[..^1], measure => Assert.InRange(measure.Value, 0, 1));
    }

    [Fact]
    public async Task Train_OneBatchAgainAndAgain_IsLearned()
    {
        using TemporaryFolder folder = new();
        await Recipe.TrainAsync(Context(folder, 1), default);
        await using TransformerModel model = Adapter.Initialize(ModelFolder.Open(folder.Path), 1);
        BatchToLearn task = ToLearn;
        List<double> losses = [];

        Trainer.Train(
            model,
            new TrainerSettings(new WarmupSchedule(task.Rate, 4, task.Steps), new AdamWOptions()),
            _ => task.Inputs,
            new Listener(done => losses.Add(done.Loss)),
            default);

        Assert.InRange(losses[0], task.FirstLoss.Least, task.FirstLoss.Most);
        Assert.InRange(losses[^1], 0, losses[0] / task.Gain);
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

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    public async Task TrainAsync_NoSteps_IsRefused(int steps)
    {
        using TemporaryFolder folder = new();

        LensInputException error = await Assert.ThrowsAsync<LensInputException>(async () => await Recipe.TrainAsync(Context(folder, steps), default));
        Assert.Contains($"{steps} steps", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TrainAsync_NoAdapterForTheModel_SaysSo()
    {
        using TemporaryFolder folder = new();

        LensInputException error = await Assert.ThrowsAsync<LensInputException>(
            async () => await Recipe.TrainAsync(Context(folder, 1) with { Adapters = [] }, default));
        Assert.Contains($"'{ModelType}'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TrainAsync_FolderThatIsAFile_IsRefused()
    {
        using TemporaryFolder folder = new();
        string file = Path.Combine(folder.Path, "file");
        await File.WriteAllTextAsync(file, "here");

        LensInputException error = await Assert.ThrowsAsync<LensInputException>(
            async () => await Recipe.TrainAsync(new TrainingContext(file, 1, [Adapter]) { Steps = 1 }, default));
        Assert.DoesNotContain('\n', error.Message);
    }

    private TrainingContext Context(TemporaryFolder folder, int steps) => new(folder.Path, 1, [Adapter]) { Steps = steps };

    private async Task<Dictionary<string, string>> FilesAsync(ulong seed, int threads)
    {
        using TemporaryFolder folder = new();
        ThreadTeam.Resize(threads);
        await Recipe.TrainAsync(Context(folder, FewSteps) with { Seed = seed }, default);
        return Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories).ToDictionary(
            file => Path.GetRelativePath(folder.Path, file).Replace(Path.DirectorySeparatorChar, '/'),
            file => Convert.ToHexString(File.ReadAllBytes(file)));
    }

    private sealed class Listener(Action<TrainingProgress> hear) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => hear(value);
    }
}
