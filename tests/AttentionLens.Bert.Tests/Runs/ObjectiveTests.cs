using AttentionLens.Bert.Tests.Models;
using AttentionLens.Models;

namespace AttentionLens.Bert.Tests.Runs;

/// <summary>Every objective: its value from the logits, and its gradient at them, in double precision.</summary>
public sealed class ObjectiveTests : BertTest
{
    private const int Row = 2;

    public static TheoryData<string> Names => [.. Objectives.Keys];

    private static IReadOnlyDictionary<string, Objective> Objectives { get; } = new Dictionary<string, Objective>
    {
        ["logit"] = new LogitObjective(1),
        ["logit difference"] = new LogitDifferenceObjective(2, 0),
        ["difference of one class with itself"] = new LogitDifferenceObjective(1, 1),
        ["log-probability"] = new LogProbabilityObjective(1),
        ["probability"] = new ProbabilityObjective(2),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void Evaluate_Classifier_GivesValueAndGradient(string name) => Check("BertForSequenceClassification", Objectives[name]);

    [Theory]
    [MemberData(nameof(Names))]
    public void Evaluate_LogitsPerPosition_GivesValueAndGradient(string name) => Check("BertForTokenClassification", Objectives[name] with { Position = Row });

    [Theory]
    [InlineData("BertForSequenceClassification")]
    [InlineData("BertForTokenClassification")]
    public void Evaluate_Loss_IsTheMeanCrossEntropyOfTheBatch(string architecture)
    {
        TransformerModel model = Load(architecture);
        using ModelRun run = Run(model, new LossObjective());
        float[] logits = run.Output.Values.ToArray();
        float[] gradient = run.Gradient(HookName.Parse("logits")).Values.ToArray();
        int[] labels = architecture == "BertForSequenceClassification"
            ? [.. SmallBert.Inputs.Select(input => input.Label!.Value)]
            : [.. SmallBert.Inputs.SelectMany(input => input.Labels.Concat(Enumerable.Repeat(-100, 6 - input.Labels.Length)))];
        int counted = labels.Count(label => label >= 0);
        double[] values = new double[3];
        for (int row = 0; row < labels.Length; row++)
        {
            double[] shares = Softmax(logits.AsSpan(row * 3, 3));
            for (int index = 0; index < 3; index++)
            {
                double expected = labels[row] < 0 ? 0 : (shares[index] - (index == labels[row] ? 1 : 0)) / counted;
                Assert.Equal(expected, gradient[(row * 3) + index], 1e-6);
            }

            values[row * 3 / labels.Length] += labels[row] < 0 ? 0 : -Math.Log(shares[labels[row]]) / counted;
        }

        for (int example = 0; example < 3; example++)
        {
            Assert.Equal(values[example], run.ObjectiveValues[example], 1e-6);
        }
    }

    [Fact]
    public void Evaluate_NoTarget_TakesTheExamplesOwnOrThePrediction()
    {
        TransformerModel model = Load("BertForSequenceClassification");
        InputBatch batch = SmallBert.Batch(model, [SmallBert.Inputs[0] with { Target = 1 }, SmallBert.Inputs[1]]);

        using ModelRun run = SmallBert.Run(model, batch, new RunPlan { Backward = new BackwardPlan() });

        Assert.Equal(run.Output.Values[1], run.ObjectiveValues[0]);
        Assert.Equal(run.Output.Values[3..6].ToArray().Max(), run.ObjectiveValues[1]);
    }

    [Fact]
    public void Evaluate_NoPosition_TakesTheExamplesOwnOrTheLastOneSeen()
    {
        TransformerModel model = Load("BertForTokenClassification");
        InputBatch batch = SmallBert.Batch(model, [SmallBert.Inputs[0] with { Position = 3 }, SmallBert.Inputs[1]]);

        using ModelRun run = SmallBert.Run(model, batch, new RunPlan { Backward = new BackwardPlan { Objective = new LogitObjective(0) } });

        Assert.Equal(run.Output.Values[3 * 3], run.ObjectiveValues[0]);
        Assert.Equal(run.Output.Values[(6 + 3) * 3], run.ObjectiveValues[1]);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(-1)]
    public void Evaluate_ClassOutside_IsRefused(int target)
    {
        TransformerModel model = Load("BertForSequenceClassification");

        foreach (Objective objective in (Objective[])[
            new LogitObjective(target), new LogProbabilityObjective(target), new ProbabilityObjective(target),
            new LogitDifferenceObjective(0, target), new LogitDifferenceObjective(target, 0)])
        {
            AssertRefused(() => Run(model, objective).Dispose(), $"class {target}", "0 to 2");
        }
    }

    [Fact]
    public void Evaluate_Contrast_IsOfTheClassesThatEachExampleNames()
    {
        TransformerModel model = Load("BertForSequenceClassification");
        InputBatch batch = SmallBert.Batch(model, [SmallBert.Inputs[0] with { Target = 1, WrongTarget = 2 }, SmallBert.Inputs[1] with { Target = 0, WrongTarget = 1 }]);
        BackwardPlan backward = new() { Objective = new ContrastObjective(), Capture = SmallBert.Selectors("logits") };

        using ModelRun run = SmallBert.Run(model, batch, new RunPlan { Backward = backward });
        using ModelRun chosen = SmallBert.Run(model, batch, new RunPlan { Objective = new ContrastObjective(2) });

        ReadOnlySpan<float> logits = run.Output.Values;
        Assert.Equal([(double)logits[1] - logits[2], (double)logits[3] - logits[4]], run.ObjectiveValues.ToArray());
        Assert.Equal([0, 1, -1, 1, -1, 0], run.Gradient(HookName.Parse("logits")).Values.ToArray());
        Assert.Equal([new ExplainedTarget(1, null) { Against = 2 }, new ExplainedTarget(0, null) { Against = 1 }], run.Targets.ToArray());
        Assert.Equal([new ExplainedTarget(2, null) { Against = 2 }, new ExplainedTarget(2, null) { Against = 1 }], chosen.Targets.ToArray());
    }

    [Theory]
    [InlineData(null, 1, "Example 'mine' has no 'target'")]
    [InlineData(1, null, "Example 'mine' has no 'wrong_target'")]
    [InlineData(1, 3, "class 3")]
    public void Evaluate_ContrastThatAnExampleDoesNotName_IsRefused(int? target, int? wrong, string said)
    {
        TransformerModel model = Load("BertForSequenceClassification");
        InputBatch batch = SmallBert.Batch(model, [SmallBert.Inputs[0] with { Id = "mine", Target = target, WrongTarget = wrong }]);

        AssertRefused(() => SmallBert.Run(model, batch, new RunPlan { Objective = new ContrastObjective() }), said);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(4)]
    [InlineData(6)]
    public void Evaluate_PositionThatTheExampleDoesNotHave_IsRefusedWhateverTheBatch(int position)
    {
        TransformerModel model = Load("BertForTokenClassification");
        LensInput input = SmallBert.Inputs[1] with { Id = "short\nline", Position = position };
        RunPlan plan = new() { Backward = new BackwardPlan() };

        AssertRefused(() => SmallBert.Run(model, SmallBert.Batch(model, [input]), plan), "short", $"position {position}", "0 to 3");
        AssertRefused(() => SmallBert.Run(model, SmallBert.Batch(model, [SmallBert.Inputs[0], input]), plan), $"position {position}", "0 to 3");
    }

    [Theory]
    [InlineData(3)]
    [InlineData(-1)]
    public void Evaluate_LabelOutside_IsRefused(int label)
    {
        RunPlan plan = new() { Backward = new BackwardPlan { Objective = new LossObjective() } };
        TransformerModel sequence = Load("BertForSequenceClassification");
        TransformerModel token = Load("BertForTokenClassification");
        LensInput input = SmallBert.Inputs[1] with { Label = label, Labels = [0, label, 0, 0] };

        AssertRefused(() => SmallBert.Run(sequence, SmallBert.Batch(sequence, [input]), plan), $"label {label}", "0 to 2");
        AssertRefused(() => SmallBert.Run(token, SmallBert.Batch(token, [input]), plan), $"label {label}", "0 to 2");
    }

    [Fact]
    public void Evaluate_LossWithoutLabels_IsRefused()
    {
        TransformerModel model = Load("BertForSequenceClassification");
        RunPlan plan = new() { Backward = new BackwardPlan { Objective = new LossObjective() } };

        AssertRefused(() => SmallBert.Run(model, SmallBert.Batch(model, [new LensInput { Ids = [1] }]), plan), "label");
    }

    [Fact]
    public void Evaluate_UnknownObjective_IsRefused()
    {
        TransformerModel model = Load("BertForSequenceClassification");

        AssertRefused(() => Run(model, new Unheard()).Dispose(), nameof(Unheard));
    }

    private void Check(string architecture, Objective objective)
    {
        TransformerModel model = Load(architecture);
        using ModelRun run = Run(model, objective);
        float[] gradient = run.Gradient(HookName.Parse("logits")).Values.ToArray();
        int rows = gradient.Length / 3 / 3;
        for (int row = 0; row < rows * 3; row++)
        {
            ReadOnlySpan<float> logits = run.Output.Values.Slice(row * 3, 3);
            (double value, double[] slope) = Expected(objective, logits);
            bool explained = rows == 1 || row % rows == Row;
            for (int index = 0; index < 3; index++)
            {
                Assert.Equal(explained ? slope[index] : 0, gradient[(row * 3) + index], 1e-6);
            }

            if (explained)
            {
                Assert.Equal(value, run.ObjectiveValues[row / rows], 1e-6);
            }
        }
    }

    private static (double Value, double[] Slope) Expected(Objective objective, ReadOnlySpan<float> logits)
    {
        double[] shares = Softmax(logits);
        double[] slope = new double[3];
        switch (objective)
        {
            case LogitObjective logit:
                slope[logit.Target!.Value] = 1;
                return (logits[logit.Target.Value], slope);
            case LogitDifferenceObjective difference:
                slope[difference.Positive] += 1;
                slope[difference.Negative] -= 1;
                return ((double)logits[difference.Positive] - logits[difference.Negative], slope);
            case LogProbabilityObjective log:
                return (Math.Log(shares[log.Target!.Value]), [.. shares.Select((share, index) => (index == log.Target ? 1 : 0) - share)]);
            case ProbabilityObjective probability:
                double own = shares[probability.Target!.Value];
                return (own, [.. shares.Select((share, index) => own * ((index == probability.Target ? 1 : 0) - share))]);
            default:
                throw new ArgumentOutOfRangeException(nameof(objective), objective, "An objective of the table was expected.");
        }
    }

    private static double[] Softmax(ReadOnlySpan<float> logits)
    {
        double[] powers = [.. logits.ToArray().Select(logit => Math.Exp(logit))];
        double sum = powers.Sum();
        return [.. powers.Select(power => power / sum)];
    }

    private static ModelRun Run(TransformerModel model, Objective objective) => SmallBert.Run(
        model, SmallBert.Batch(model), new RunPlan { Backward = new BackwardPlan { Objective = objective, Capture = SmallBert.Selectors("logits") } });

    private sealed record Unheard : Objective;
}
