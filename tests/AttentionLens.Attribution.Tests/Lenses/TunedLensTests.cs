using System.Collections.Immutable;
using System.Globalization;
using AttentionLens.Attribution;
using AttentionLens.Engine;
using AttentionLens.Models;
using AttentionLens.Models.Checkpoints;
using AttentionLens.Numerics;
using PoolCollection = AttentionLens.Attribution.Tests.Runs.PoolCollection;

namespace AttentionLens.Tests;

[Collection(PoolCollection.Name)]
public sealed class TunedLensTests : IDisposable
{
    private const double PlainRate = 0.1;
    private const double Step = 0.01;

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
        for (int layer = 0; layer < 2; layer++)
        {
            Assert.Equal(MeanDivergence(batch, run, result.Extras["tuned_lens"], layer), outcome.Measures[(2 * layer) + 1].Value, 1e-4);
        }
    }

    [Theory]
    [MemberData(nameof(Families))]
    public async Task Train_PlainStep_GoesAgainstTheDerivativeOfTheDivergence(string family)
    {
        await using Attribution.Tests.SeededModel seeded = Attribution.Tests.SeededModel.Load(family);
        InputBatch batch = seeded.Batch();
        Dictionary<string, float[]> zeros = PlainSteps(seeded, 0), first = PlainSteps(seeded, 1), second = PlainSteps(seeded, 2);
        SeededRandom random = new(31);
        foreach ((Dictionary<string, float[]> before, Dictionary<string, float[]> after, double rate) in new[] { (zeros, first, PlainRate), (first, second, PlainRate / 2) })
        {
            foreach (string name in before.Keys)
            {
                double[] gradient = [.. before[name].Zip(after[name], (old, now) => (old - (double)now) / rate)];
                double length = Math.Sqrt(gradient.Sum(value => value * value));
                Assert.True(length > 1e-3, name);
                for (int direction = 0; direction < 3; direction++)
                {
                    double[] towards = [.. gradient.Select(value => direction == 0 ? value / length : random.NextNormal() / Math.Sqrt(gradient.Length))];
                    double expected = towards.Zip(gradient, (a, b) => a * b).Sum();
                    double found = (await DivergenceAsync(seeded, batch, before, name, towards, Step) - await DivergenceAsync(seeded, batch, before, name, towards, -Step)) / (2 * Step);
                    Assert.True(Math.Abs(expected - found) <= (0.01 * length) + 1e-4, $"{name}: gradient {expected:G5}, difference {found:G5}, length {length:G5}");
                }
            }
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

    // With so large an epsilon a step of AdamW is the rate times the gradient; the second of two has half the rate.
    private Dictionary<string, float[]> PlainSteps(Attribution.Tests.SeededModel seeded, int steps)
    {
        const float Epsilon = 1e6f;
        AdamWOptions plain = new() { Beta1 = 0, Beta2 = 0, Epsilon = Epsilon, WeightDecay = 0, LargestNorm = 0 };
        InputBatch batch = seeded.Batch();
        using TunedLensTrainer trainer = new(
            seeded.Model, batch.Examples, batch.Examples, new TunedLensSettings { Steps = Math.Max(1, steps), BatchSize = batch.Size, LearningRate = steps == 0 ? 0 : PlainRate * Epsilon, Optimizer = plain });
        trainer.Train(null, default);
        trainer.Lens.Save(File($"plain-{steps}"));
        using SafetensorsFile file = SafetensorsFile.Open(File($"plain-{steps}"));
        return file.Tensors.Keys.ToDictionary(name => name, name => Read(file, name), StringComparer.Ordinal);
    }

    private static float[] Read(SafetensorsFile file, string name)
    {
        float[] values = new float[file.Tensors[name].Length];
        file.Read(file.Tensors[name], values);
        return values;
    }

    private async Task<double> DivergenceAsync(
        Attribution.Tests.SeededModel seeded, InputBatch batch, Dictionary<string, float[]> lens, string moved, double[] towards, double step)
    {
        SafetensorsWriter writer = new();
        int width = seeded.Model.Card.Width;
        foreach ((string name, float[] values) in lens)
        {
            float[] written = name == moved ? [.. values.Zip(towards, (value, towards) => (float)(value + (step * towards)))] : values;
            writer.Add(name, name.EndsWith('W') ? [width, width] : [width], written);
        }

        writer.Save(File("moved"));
        AttributionResult result = await RunAsync(seeded, new TunedLensMethod(), batch, ("lens", File("moved")), ("detail", "all"));
        using ModelRun run = await seeded.Model.RunAsync(batch, RunPlan.OutputOnly);
        return MeanDivergence(batch, run, result.Extras["tuned_lens"], int.Parse(moved.Split('.')[1], CultureInfo.InvariantCulture));
    }

    private static double MeanDivergence(InputBatch batch, ModelRun run, TensorValue lens, int layer)
    {
        int classes = lens.Shape[3];
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

        return sum / positions;
    }

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
