using System.Collections.Immutable;

namespace AttentionLens.Engine.Tests;

/// <summary>Two layers of two heads. The value of layer l at head h, query q, key k is l + h / 10 + id(q) / 100, the residual is the
/// id plus the layer, and the two logits of an example are its first id and 1. Interventions add up in the second logit; the
/// backward signal is minus the value. An objective without a backward pass is of the example's target, or else of class 1, and is a hundredth of the sum of the ids.</summary>
internal sealed class FakeModel : LensModel
{
    public const int Layers = 2;
    public const int Heads = 2;
    private static readonly TensorSpec LogitSpec = new([Axis.Batch, Axis.Class], "logit");

    public RentCounter Rents { get; } = new();

    /// <summary>What becomes of each padded example, for instance an image.</summary>
    public Func<EncodedExample, EncodedExample>? Seen { get; init; }

    /// <summary>The id of the mask token, where a test wants one.</summary>
    public int? Mask { get; init; }

    /// <summary>How a vocabulary entry reads.</summary>
    public Func<int, string?>? Words { get; init; }

    /// <summary>What a person sees of pixels.</summary>
    public Func<ImagePixels, ColorImage?>? Image { get; init; }

    /// <summary>Every plan that was run.</summary>
    public List<RunPlan> Plans { get; } = [];

    /// <summary>Every hook point that was materialised for a reader or a capture, in order.</summary>
    public List<string> Materialised { get; } = [];

    /// <summary>Is called before a pass and may throw.</summary>
    public Action<InputBatch, RunPlan>? BeforeRun { get; set; }

    public override ModelCard Card => Known;

    /// <summary>What is known of the model.</summary>
    public ModelCard Known { get; init; } = Described;

    /// <summary>The card by default.</summary>
    public static ModelCard Described { get; } = new()
    {
        Name = "fake",
        Family = "fake",
        Architecture = "FakeForSequenceClassification",
        Layers = Layers,
        Heads = Heads,
        Width = 3,
        HeadWidth = 1,
        MlpWidth = 4,
        VocabularySize = 99,
        ParameterCount = 7,
        Labels = ["no", "yes"],
    };

    public override HookCatalog Hooks { get; } = new(
        Enumerable.Range(0, Layers).SelectMany(layer => new[]
        {
            Point($"blocks.{layer}.attn.pattern", HookKind.Pattern, layer, [Axis.Batch, Axis.Head, Axis.Query, Axis.Key]) with
            {
                KeyStack = "encoder",
                IsCausal = true,
            },
            Point($"blocks.{layer}.resid_post", HookKind.ResidualPost, layer, [Axis.Batch, Axis.Position, Axis.Width]),
        }).Append(Point("logits", HookKind.Logits, null, [Axis.Batch, Axis.Class])));

    public override InputProcessor Inputs => new FakeInputs { Seen = Seen, Mask = Mask, Words = Words, Image = Image };

    public override ImmutableArray<StageInfo> Stages => [new(0, "all")];

    public override ValueTask<ModelRun> RunAsync(
        InputBatch batch, RunPlan plan, ModelState? resumeFrom = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Plans.Add(plan);
        BeforeRun?.Invoke(batch, plan);
        FakeRun run = new();
        try
        {
            foreach (HookPoint point in Hooks)
            {
                Visit(batch, plan, run, point, cancellationToken);
            }

            run.SetOutput(Make(Hooks[HookName.Parse("logits")], batch, plan));
            run.Objectives = plan.Backward is not null ? [.. batch.Examples.Select(example => (double)example.Tokens[0].Id)]
                : plan.Objective is not null ? [.. batch.Examples.Select(IdSum)]
                : [];
            run.Explained = plan.Objective is null ? [] : [.. batch.Examples.Select(example => new ExplainedTarget(example.Input.Target ?? 1, null))];
            return ValueTask.FromResult<ModelRun>(run);
        }
        catch
        {
            run.Dispose();
            throw;
        }
    }

    protected override ValueTask DisposeCoreAsync() => ValueTask.CompletedTask;

    private static double IdSum(EncodedExample example) => example.ValidTokens.ToArray().Sum(token => token.Id / 100.0);

    private static HookPoint Point(string name, HookKind kind, int? layer, ImmutableArray<Axis> axes) =>
        new(HookName.Parse(name), kind, string.Empty, layer, new TensorSpec(axes, "probability"), HookCapabilities.All);

    private void Visit(InputBatch batch, RunPlan plan, FakeRun run, HookPoint point, CancellationToken cancellationToken)
    {
        HookSubscription[] readers = [.. plan.Subscriptions.Where(subscription => subscription.Hooks.Matches(point))];
        bool isCaptured = plan.Capture.Any(selector => selector.Matches(point));
        if (plan.Backward?.Capture.Any(selector => selector.Matches(point)) == true)
        {
            FakeTensor value = Make(point, batch, plan);
            run.Gradients.Add(point.Name, new FakeTensor(point.Spec, [.. value.Shape], [.. value.Values.ToArray().Select(x => -x)], Rents));
            value.Dispose();
        }

        if (readers.Length == 0 && !isCaptured)
        {
            return;
        }

        Materialised.Add(point.Name.Value);
        FakeTensor tensor = Make(point, batch, plan);
        if (isCaptured)
        {
            run.Values.Add(point.Name, tensor);
        }

        try
        {
            foreach (HookSubscription subscription in readers)
            {
                subscription.Reader(new HookContext(point, tensor.Span, batch, cancellationToken));
            }
        }
        finally
        {
            if (!isCaptured)
            {
                tensor.Dispose();
            }
        }
    }

    private FakeTensor Make(HookPoint point, InputBatch batch, RunPlan plan)
    {
        int layer = point.Layer ?? 0;
        int length = batch.Length;
        return point.Kind switch
        {
            HookKind.Pattern => new FakeTensor(point.Spec, [batch.Size, Heads, length, length],
            [
                .. from example in batch.Examples
                   from head in Enumerable.Range(0, Heads)
                   from query in Enumerable.Range(0, length)
                   from key in Enumerable.Range(0, length)
                   select layer + (head / 10f) + (example.Tokens[query].Id / 100f),
            ],
            Rents),
            HookKind.ResidualPost => new FakeTensor(point.Spec, [batch.Size, length, Card.Width],
            [
                .. from example in batch.Examples
                   from position in Enumerable.Range(0, length)
                   from width in Enumerable.Range(0, Card.Width)
                   select (float)(layer + example.Tokens[position].Id),
            ],
            Rents),
            _ => new FakeTensor(LogitSpec, [batch.Size, 2],
                [.. batch.Examples.SelectMany(example => new[] { example.Tokens[0].Id, 1f + plan.Interventions.Length })], Rents),
        };
    }
}
