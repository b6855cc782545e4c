using System.Collections.Immutable;

namespace AttentionLens.Analyses.Tests;

/// <summary>A model whose patterns are planted: the weight is a function of layer, head, query, key and the text's length. Texts are
/// words, as <see cref="PlantedExample"/> reads them; padding gets nonsense.</summary>
internal sealed class PlantedModel(int layers, int heads, Func<int, int, int, int, int, float> weight) : LensModel
{
    private const float Nonsense = 9;

    public override ModelCard Card { get; } = new()
    {
        Name = "planted",
        Family = "planted",
        Architecture = "Planted",
        Layers = layers,
        Heads = heads,
        Width = 1,
        HeadWidth = 1,
        MlpWidth = 1,
        ParameterCount = 0,
    };

    public override HookCatalog Hooks { get; } = new(Enumerable.Range(0, layers).Select(layer => PlantedHooks.Self(layer)));

    public override InputProcessor Inputs { get; } = new WordInputs();

    public override ImmutableArray<StageInfo> Stages => [new StageInfo(0, "all")];

    public override ValueTask<ModelRun> RunAsync(
        InputBatch batch, RunPlan plan, ModelState? resumeFrom = null, CancellationToken cancellationToken = default)
    {
        Dictionary<HookName, LensTensor> captured = [];
        foreach (HookPoint hook in Hooks)
        {
            PlantedTensor pattern = Pattern(hook, batch);
            captured.Add(hook.Name, pattern);
            foreach (HookSubscription subscription in plan.Subscriptions.Where(subscription => subscription.Hooks.Matches(hook)))
            {
                subscription.Reader(new HookContext(hook, pattern.Span, batch, cancellationToken));
            }
        }

        return ValueTask.FromResult<ModelRun>(new Run(captured));
    }

    protected override ValueTask DisposeCoreAsync() => ValueTask.CompletedTask;

    private PlantedTensor Pattern(HookPoint hook, InputBatch batch)
    {
        int length = batch.Length;
        float[] values = new float[batch.Size * heads * length * length];
        Array.Fill(values, Nonsense);
        for (int row = 0; row < batch.Size; row++)
        {
            int words = batch.Examples[row].Length;
            for (int head = 0; head < heads; head++)
            {
                for (int cell = 0; cell < words * words; cell++)
                {
                    values[(((((row * heads) + head) * length) + (cell / words)) * length) + (cell % words)] =
                        weight(hook.Layer!.Value, head, cell / words, cell % words, words);
                }
            }
        }

        return new PlantedTensor(hook.Spec, [batch.Size, heads, length, length], values);
    }

    private sealed class WordInputs : InputProcessor
    {
        public override int? MaxLength => null;

        public override EncodedExample Encode(long index, LensInput input, EncodeOptions options) => PlantedExample.Of(input.Text!, index);

        public override InputBatch Collate(IReadOnlyList<EncodedExample> examples)
        {
            int length = examples.Max(example => example.Tokens.Length);
            return new InputBatch(
            [
                .. examples.Select(example => PlantedExample.Of(
                    string.Join(' ', [example.Input.Text!, .. Enumerable.Repeat("_", length - example.Tokens.Length)]), example.Index)),
            ]);
        }
    }

    private sealed class Run(Dictionary<HookName, LensTensor> captured) : ModelRun
    {
        public override LensTensor Output { get; } = new PlantedTensor(new TensorSpec([Axis.Batch, Axis.Class], "logit"), [0, 0], []);

        public override ImmutableArray<double> ObjectiveValues => [];

        public override LensTensor Captured(HookName name) => captured[name];

        public override LensTensor Gradient(HookName name) => throw new LensInputException("Planted patterns have no gradient.");

        public override ModelState StateAfter(int stage) => throw new LensInputException("Planted patterns have no state.");

        protected override void Dispose(bool disposing)
        {
        }
    }
}
