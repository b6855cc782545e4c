using AttentionLens.Heads;

namespace AttentionLens.Analyses.Tests;

public class PatternMeterTests
{
    private const float Garbage = 7;

    // Three words that attend as [.5 .3 .2], [.1 .6 .3], [.25 .25 .5].
    private static readonly float[] Weights = [.5f, .3f, .2f, .1f, .6f, .3f, .25f, .25f, .5f];

    [Theory]
    [InlineData("a b c", 0, 1, 2)]
    [InlineData("a b c _ _", 0, 1, 2)]
    [InlineData("_ _ a b c", 2, 3, 4)]
    [InlineData("_ a b c _", 1, 2, 3)]
    public void Measure_PaddingAtEitherEnd_NeverCounts(string text, params int[] places)
    {
        PatternMeter meter = Measure(text, places);

        Assert.Equal((.5 + .6 + .5) / 3, Value(meter, HeadMeasure.DiagonalMass), 1e-6);
        Assert.Equal((.1 + .25) / 2, Value(meter, HeadMeasure.PreviousTokenMass), 1e-6);
        Assert.Equal((.3 + .3) / 2, Value(meter, HeadMeasure.NextTokenMass), 1e-6);
        Assert.Equal((.5 + .1 + .25) / 3, Value(meter, HeadMeasure.FirstTokenMass), 1e-6);
        Assert.Equal((.5 + .6 + .5) / 3, Value(meter, HeadMeasure.Confidence), 1e-6);
        Assert.Equal((.3 + (2 * .2) + .1 + .3 + (2 * .25) + .25) / 3, Value(meter, HeadMeasure.MeanDistance), 1e-6);
        double entropy = Weights.Sum(weight => -weight * Math.Log(weight)) / 3;
        Assert.Equal(entropy, Value(meter, HeadMeasure.Entropy), 1e-6);
        Assert.Equal(entropy / Math.Log(3), Value(meter, HeadMeasure.NormalizedEntropy), 1e-6);
        Assert.Equal(0, meter.Queries[(int)HeadMeasure.SeparatorMass]);
    }

    [Fact]
    public void Measure_HoleWithinText_LeavesOutWhatTouchesIt()
    {
        PatternMeter meter = Measure("a b _ c", 0, 1, 3);

        // The hole stays a position: c has no previous position that counts, and stands two from b and three from a.
        Assert.Equal(.1, Value(meter, HeadMeasure.PreviousTokenMass), 1e-6);
        Assert.Equal(1, meter.Queries[(int)HeadMeasure.PreviousTokenMass]);
        Assert.Equal(.3, Value(meter, HeadMeasure.NextTokenMass), 1e-6);
        Assert.Equal((.5 + .6 + .5) / 3, Value(meter, HeadMeasure.Confidence), 1e-6);
        Assert.Equal(1.0 / 3, meter.Chance[(int)HeadMeasure.DiagonalMass], 1e-12);
        Assert.Equal((.3 + (3 * .2) + .1 + (2 * .3) + (3 * .25) + (2 * .25)) / 3, Value(meter, HeadMeasure.MeanDistance), 1e-6);
        Assert.Equal(Weights.Sum(weight => -weight * Math.Log(weight)) / 3, Value(meter, HeadMeasure.Entropy), 1e-6);
    }

    [Fact]
    public void Measure_CausalPattern_CountsOnlyWhatAQueryCanSee()
    {
        HookPoint hook = PlantedHooks.Self(0, causal: true);
        PlantedBatch batch = new PlantedBatch(PlantedExample.Of("a b [SEP] c"))
            .With(hook, 1, (_, _, query, key) => key <= query ? 1f / (query + 1) : Garbage);
        PatternMeter meter = new();

        Assert.True(meter.Measure(batch.At(hook).Value, hook, batch.Inputs.Examples[0], 0));

        Assert.Equal(1, Value(meter, HeadMeasure.NormalizedEntropy), 1e-6);
        Assert.Equal(3, meter.Queries[(int)HeadMeasure.NormalizedEntropy]);
        Assert.Equal(0, meter.Queries[(int)HeadMeasure.NextTokenMass]);
        Assert.Equal((1.0 / 3 + 1.0 / 4) / 2, Value(meter, HeadMeasure.SeparatorMass), 1e-6);
        Assert.Equal((1.0 / 3 + 1.0 / 4) / 2, meter.Chance[(int)HeadMeasure.SeparatorMass], 1e-12);
        Assert.Equal((1 + 1.0 / 2 + 1.0 / 3 + 1.0 / 4) / 4, Value(meter, HeadMeasure.FirstTokenMass), 1e-6);
        Assert.Equal((1.0 / 2 + 1.0 / 3 + 1.0 / 4) / 3, Value(meter, HeadMeasure.Confidence), 1e-6);
    }

    [Fact]
    public void Measure_OneToken_HasNoNeighboursAndNoShare()
    {
        PatternMeter meter = new();
        HookPoint hook = PlantedHooks.Self(0);
        PlantedBatch batch = new PlantedBatch(PlantedExample.Of("[CLS]")).With(hook, 1, (_, _, _, _) => 1);

        Assert.True(meter.Measure(batch.At(hook).Value, hook, batch.Inputs.Examples[0], 0));

        Assert.Equal(0, Value(meter, HeadMeasure.Entropy));
        Assert.Equal(1, Value(meter, HeadMeasure.DiagonalMass));
        Assert.All(
            [HeadMeasure.PreviousTokenMass, HeadMeasure.NextTokenMass, HeadMeasure.SeparatorMass, HeadMeasure.NormalizedEntropy, HeadMeasure.Confidence],
            measure => Assert.Equal(0, Queries(batch, hook, measure)));
    }

    [Fact]
    public void Measure_ExactZeros_GiveZeroEntropy()
    {
        PatternMeter meter = Measure("a b c", [0, 1, 2], [1, 0, 0, 0, 1, 0, 0, 0, 1]);

        Assert.Equal(0, Value(meter, HeadMeasure.Entropy));
    }

    [Fact]
    public void Measure_ExampleAfterExample_AllocatesNothing()
    {
        HookPoint hook = PlantedHooks.Self(0);
        PlantedBatch batch = new PlantedBatch(PlantedExample.Of("a b _ c [SEP]")).With(hook, 4, (_, head, query, key) => (head + query + key) / 20f);
        HookContext context = batch.At(hook);
        PatternMeter meter = new();
        SiteStatistics site = new(4);
        meter.Measure(context.Value, hook, context.Batch.Examples[0], 0);
        site.Add(meter);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int repeat = 0; repeat < 100; repeat++)
        {
            meter.Measure(context.Value, hook, context.Batch.Examples[0], 0);
            site.Add(meter);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static PatternMeter Measure(string text, params int[] places) => Measure(text, places, Weights);

    private static PatternMeter Measure(string text, int[] places, float[] weights)
    {
        HookPoint hook = PlantedHooks.Self(0);
        PlantedBatch batch = new PlantedBatch(PlantedExample.Of(text)).With(
            hook,
            1,
            (_, _, query, key) => places.Contains(query) && places.Contains(key)
                ? weights[(Array.IndexOf(places, query) * 3) + Array.IndexOf(places, key)]
                : Garbage);
        PatternMeter meter = new();
        Assert.True(meter.Measure(batch.At(hook).Value, hook, batch.Inputs.Examples[0], 0));
        return meter;
    }

    private static int Queries(PlantedBatch batch, HookPoint hook, HeadMeasure measure)
    {
        PatternMeter meter = new();
        meter.Measure(batch.At(hook).Value, hook, batch.Inputs.Examples[0], 0);
        return meter.Queries[(int)measure];
    }

    private static double Value(PatternMeter meter, HeadMeasure measure) => meter.Values[(int)measure];
}
