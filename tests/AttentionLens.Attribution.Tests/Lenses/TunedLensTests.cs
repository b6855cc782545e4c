using System.Collections.Immutable;
using AttentionLens.Attribution;
using AttentionLens.Engine;
using AttentionLens.Models;
using AttentionLens.Numerics;
using PoolCollection = AttentionLens.Attribution.Tests.Runs.PoolCollection;

namespace AttentionLens.Tests;

[Collection(PoolCollection.Name)]
public sealed class TunedLensTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("lens-tuned-").FullName;

    public static TheoryData<string> Families => ["gpt2", "llama", "mistral", "qwen2"];

    [Theory]
    [MemberData(nameof(Families))]
    public async Task TunedLens_Untrained_IsTheLogitLens(string family)
    {
        await using Attribution.Tests.SeededModel seeded = Attribution.Tests.SeededModel.Load(family);
        using TunedLens lens = new(2, seeded.Model.Card.Width);
        lens.Save(File("zero"));

        AttributionResult tuned = await RunAsync(seeded, new TunedLensMethod(), seeded.Batch(), ("lens", File("zero")), ("layer", "1"), ("detail", "all"));

        AttributionResult plain = await RunAsync(seeded, new LogitLensMethod(), seeded.Batch(), ("layer", "1"), ("detail", "all"));
        Assert.Equal(plain.Extras["logit_lens"], tuned.Extras["tuned_lens"]);
        Assert.Equal(plain.Extras["target_logits"], tuned.Extras["target_logits"]);
        Assert.Equal(plain.Scores, tuned.Scores);
    }

    [Theory]
    [MemberData(nameof(Families))]
    public async Task Train_Texts_LowersTheDivergenceOfEveryLayerOnOthers(string family)
    {
        await using Attribution.Tests.SeededModel seeded = Attribution.Tests.SeededModel.Load(family);
        using TunedLensTrainer trainer = Trainer(seeded, steps: 150);
        List<double> losses = [];

        TrainingOutcome outcome = trainer.Train(new Listener(done => losses.Add(done.Loss)), default);

        Assert.Equal(150, losses.Count);
        Assert.True(losses[^1] < losses[0]);
        for (int layer = 0; layer < 2; layer++)
        {
            Assert.Equal($"layer {layer}, logit lens", outcome.Measures[2 * layer].Name);
            Assert.True(outcome.Measures[(2 * layer) + 1].Value < 0.9 * outcome.Measures[2 * layer].Value, $"layer {layer}: {outcome.Measures[2 * layer].Value} to {outcome.Measures[(2 * layer) + 1].Value}");
        }
    }

    [Theory]
    [MemberData(nameof(Families))]
    public async Task TunedLens_Trained_ReadsWhatTrainingMeasured(string family)
    {
        await using Attribution.Tests.SeededModel seeded = Attribution.Tests.SeededModel.Load(family);
        using TunedLensTrainer trainer = Trainer(seeded, steps: 20);
        TrainingOutcome outcome = trainer.Train(null, default);
        trainer.Lens.Save(File("trained"));
        InputBatch batch = seeded.Model.Inputs.Collate([.. HeldOut(seeded)]);

        AttributionResult result = await RunAsync(seeded, new TunedLensMethod(), batch, ("lens", File("trained")), ("detail", "all"));

        using ModelRun run = await seeded.Model.RunAsync(batch, RunPlan.OutputOnly);
        TensorValue lens = result.Extras["tuned_lens"];
        int classes = lens.Shape[3];
        for (int layer = 0; layer < 2; layer++)
        {
            (double sum, int positions) = (0, 0);
            for (int example = 0; example < batch.Size; example++)
            {
                for (int position = 0; position < batch.Length; position++)
                {
                    if (batch.Examples[example].Mask[position])
                    {
                        sum += Divergence(
                            run.Output.Values.Slice(((example * batch.Length) + position) * classes, classes),
                            lens.Row(example).Slice(((layer * batch.Length) + position) * classes, classes));
                        positions++;
                    }
                }
            }

            Assert.Equal(sum / positions, outcome.Measures[(2 * layer) + 1].Value, 1e-4);
        }
    }

    [Fact]
    public async Task Train_AnyNumberOfThreads_GivesTheSameBytes()
    {
        await using Attribution.Tests.SeededModel seeded = Attribution.Tests.SeededModel.Load("gpt2");
        int before = ThreadTeam.Size;
        try
        {
            foreach (int threads in (int[])[1, 2, 3])
            {
                ThreadTeam.Resize(threads);
                using TunedLensTrainer trainer = Trainer(seeded, steps: 12);
                trainer.Train(null, default);
                trainer.Lens.Save(File($"threads-{threads}"));
            }
        }
        finally
        {
            ThreadTeam.Resize(before);
        }

        byte[] one = await System.IO.File.ReadAllBytesAsync(File("threads-1"));
        Assert.Equal(one, await System.IO.File.ReadAllBytesAsync(File("threads-2")));
        Assert.Equal(one, await System.IO.File.ReadAllBytesAsync(File("threads-3")));
    }

    [Fact]
    public async Task Train_DoneOrRefused_LeavesNothingRented()
    {
        await using Attribution.Tests.SeededModel seeded = Attribution.Tests.SeededModel.Load("gpt2");
        long before = TensorPool.BytesInUse;

        using (TunedLensTrainer trainer = Trainer(seeded, steps: 2))
        {
            trainer.Train(null, default);
        }

        using (TunedLensTrainer trainer = Trainer(seeded, steps: 9, rate: 1e30))
        {
            Assert.Contains("Lower the learning rate", Assert.Throws<LensInputException>(() => trainer.Train(null, default)).Message, StringComparison.Ordinal);
        }

        Assert.Equal(before, TensorPool.BytesInUse);
    }

    [Theory]
    [InlineData("bert", "causal language model")]
    [InlineData("t5", "causal language model")]
    [InlineData("vit", "causal language model")]
    public async Task Trainer_ModelThatPredictsNoNextToken_SaysWhatWould(string family, string message)
    {
        await using Attribution.Tests.SeededModel seeded = Attribution.Tests.SeededModel.Load(family);

        LensInputException error = Assert.Throws<LensInputException>(
            () => new TunedLensTrainer(seeded.Model, seeded.Batch().Examples, seeded.Batch().Examples, new TunedLensSettings()));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trainer_NothingHeldOut_SaysWhatWould()
    {
        await using Attribution.Tests.SeededModel seeded = Attribution.Tests.SeededModel.Load("gpt2");

        LensInputException error = Assert.Throws<LensInputException>(
            () => new TunedLensTrainer(seeded.Model, seeded.Batch().Examples, [], new TunedLensSettings()));

        Assert.Contains("at least one of each", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TunedLens_LensThatCannotBe_SaysWhatWould()
    {
        await using Attribution.Tests.SeededModel seeded = Attribution.Tests.SeededModel.Load("gpt2");
        using TunedLens other = new(3, seeded.Model.Card.Width);
        other.Save(File("other"));

        Assert.Contains("attentionlens train tuned-lens", await RefusalAsync(seeded), StringComparison.Ordinal);
        Assert.Contains("has 6 tensors; expected the 4", await RefusalAsync(seeded, ("lens", File("other"))), StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static ImmutableArray<EncodedExample> Examples(Attribution.Tests.SeededModel seeded, ulong seed, int count)
    {
        SeededRandom random = new(seed);
        return
        [
            .. Enumerable.Range(0, count).Select(index => seeded.Model.Inputs.Encode(
                index, new LensInput { Ids = [.. Enumerable.Range(0, 3 + random.Next(6)).Select(_ => random.Next(19))] }, new EncodeOptions())),
        ];
    }

    private static ImmutableArray<EncodedExample> HeldOut(Attribution.Tests.SeededModel seeded) => Examples(seeded, 2, 7);

    private static TunedLensTrainer Trainer(Attribution.Tests.SeededModel seeded, int steps, double rate = 0.01) =>
        new(seeded.Model, Examples(seeded, 1, 40), HeldOut(seeded), new TunedLensSettings { Steps = steps, BatchSize = 8, LearningRate = rate });

    private static double Divergence(ReadOnlySpan<float> said, ReadOnlySpan<float> read)
    {
        double[] Logarithms(ReadOnlySpan<float> logits)
        {
            double[] values = [.. logits.ToArray().Select(logit => (double)logit)];
            double normalizer = values.Max() + Math.Log(values.Sum(value => Math.Exp(value - values.Max())));
            return [.. values.Select(value => value - normalizer)];
        }

        return Logarithms(said).Zip(Logarithms(read)).Sum(pair => Math.Exp(pair.First) * (pair.First - pair.Second));
    }

    private string File(string name) => Path.Combine(_folder, $"{name}.safetensors");

    private static async Task<string> RefusalAsync(Attribution.Tests.SeededModel seeded, params IEnumerable<(string Key, string Value)> options) =>
        (await Assert.ThrowsAsync<LensInputException>(() => RunAsync(seeded, new TunedLensMethod(), seeded.Batch(), options))).Message;

    private static async Task<AttributionResult> RunAsync(
        Attribution.Tests.SeededModel seeded, AttributionMethod method, InputBatch batch, params IEnumerable<(string Key, string Value)> options) =>
        await AttributionRunner.AttributeAsync(new AttributionRequest
        {
            Model = seeded.Model,
            Batch = batch,
            Method = method,
            OpenTensors = path => new LensFile(path),
            Options = [.. options.Select(option => KeyValuePair.Create(option.Key, option.Value))],
        });

    private sealed class Listener(Action<TrainingProgress> hear) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => hear(value);
    }
}
