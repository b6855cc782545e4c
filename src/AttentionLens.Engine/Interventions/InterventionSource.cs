using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>Inputs that interventions take other values from, before the model has seen them.</summary>
/// <param name="Name">What interventions call them.</param>
/// <param name="Inputs">The inputs.</param>
public sealed record InterventionSource(string Name, ImmutableArray<LensInput> Inputs)
{
    private const int BatchSize = 8;

    /// <summary>Runs the model over the inputs and keeps what interventions read.</summary>
    /// <param name="model">The model.</param>
    /// <param name="hooks">The hook points to keep.</param>
    /// <param name="encode">How inputs become tokens.</param>
    /// <param name="cancellationToken">Cancels within a pass.</param>
    /// <exception cref="LensInputException">An input does not fit the model, or there are too many to keep.</exception>
    public async ValueTask<ActivationSource> RecordAsync(
        LensModel model, ImmutableArray<HookName> hooks, EncodeOptions encode, CancellationToken cancellationToken = default)
    {
        InputBatch all = model.Inputs.Collate([.. Inputs.Select((input, index) => model.Inputs.Encode(index, input, encode))]);
        Dictionary<HookName, (TensorSpec Spec, int[] Shape, float[] Values)> kept = [];
        for (int first = 0; first < all.Size; first += BatchSize)
        {
            InputBatch batch = new([.. all.Examples.AsSpan(first, Math.Min(BatchSize, all.Size - first))]);
            using ModelRun run = await model.RunAsync(batch, new RunPlan { Capture = [.. hooks.Select(HookSelector.Of)] }, null, cancellationToken);
            foreach (HookName hook in hooks)
            {
                LensTensor part = run.Captured(hook);
                int each = part.Values.Length / batch.Size;
                if (!kept.TryGetValue(hook, out (TensorSpec Spec, int[] Shape, float[] Values) whole))
                {
                    whole = (part.Spec, [all.Size, .. part.Shape[1..]], new float[Demand(hook, (long)each * all.Size)]);
                    kept.Add(hook, whole);
                }

                part.Values.CopyTo(whole.Values.AsSpan(first * each));
            }
        }

        return new ActivationSource(Name, all, kept.Select(pair => KeyValuePair.Create(
            pair.Key, new TensorValue(pair.Value.Spec, [.. pair.Value.Shape], ImmutableArray.Create(pair.Value.Values)))));
    }

    private int Demand(HookName hook, long length) => length <= Array.MaxLength ? (int)length : throw new LensInputException(
        $"Source '{Name}' would hold {length} numbers of '{hook}'; give it fewer inputs.");
}
